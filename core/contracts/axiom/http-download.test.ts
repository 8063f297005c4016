import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { failText, runText } from '../../testing/run-text.ts'

const text = (inputs: string) => `compose: [{ call: lcod://axiom/http/download@1, in: ${inputs}, out: { r: $ } }]`

describe('http/download', () => {
  it('writes the body to a file and makes its folders', async () => {
    const host = createMemoryHost({ http: [{ url: 'http://a.test/f', body: ['ab', 'c'] }] })
    const state = await runText(text('{ url: http://a.test/f, path: new/deep/f.txt }'), { host })
    expect(state['r']).toMatchObject({ status: 200, bytes: 3 })
    const path = `${host.files.cwd}/new/deep/f.txt`.replace('//', '/')
    expect(new TextDecoder().decode(await host.files.read(path))).toBe('abc')
  })

  it('fails on any other status and leaves the old file', async () => {
    const host = createMemoryHost({ http: [{ url: 'http://a.test/f', status: 404 }], files: { 'f.txt': 'old' } })
    const error = await failText(text('{ url: http://a.test/f, path: f.txt }'), { host })
    expect(error).toMatchObject({
      code: 'http_status',
      message: 'HTTP 404 when downloading http://a.test/f',
      data: { status: 404 },
    })
    const path = `${host.files.cwd}/f.txt`.replace('//', '/')
    expect(new TextDecoder().decode(await host.files.read(path))).toBe('old')
  })
})
