import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { failText, runText } from '../../testing/run-text.ts'

const check = (inputs: string) => `
compose:
  - call: lcod://tooling/test_checker@1
    in: ${inputs}
    out: { report: $ }
`
const reportOf = async (inputs: string, options = {}) =>
  (await runText(check(inputs), options))['report'] as Record<string, unknown>
const set = '[{ call: lcod://impl/set@1, in: { v: $.a }, out: { v: v } }]'

describe('test_checker', () => {
  it('passes when the expected keys are there', async () => {
    const report = await reportOf(`{ compose: ${set}, input: { a: 1 }, expected: { v: 1 } }`)
    expect(report).toMatchObject({ success: true, actual: { a: 1, v: 1 }, expected: { v: 1 }, messages: [] })
    expect(report).not.toHaveProperty('diffs')
  })

  it('reports differences, only the first one unless failFast is off', async () => {
    const wrong = `compose: ${set}, input: { a: 1 }, expected: { v: 2, w: 3 }`
    expect(await reportOf(`{ ${wrong} }`)).toMatchObject({
      success: false,
      messages: ['Actual output differs from expected output'],
      diffs: [{ path: '$.v', actual: 1, expected: 2 }],
    })
    expect((await reportOf(`{ ${wrong}, failFast: false }`))['diffs']).toHaveLength(2)
  })

  it('turns a failing compose into a failing report', async () => {
    const report = await reportOf('{ compose: [{ call: lcod://impl/fail@1 }], expected: {} }')
    expect(report).toMatchObject({
      success: false,
      actual: { error: { code: 'unexpected_error', message: 'boom' } },
      messages: ['Compose execution failed: boom'],
    })
  })

  it('reads the compose from a file, and reports one that cannot be read', async () => {
    const host = createMemoryHost({
      files: { 'inner.yaml': 'compose: [{ call: lcod://impl/set@1, in: { v: 1 }, out: { v: v } }]' },
    })
    expect(await reportOf('{ composeRef: { path: inner.yaml }, expected: { v: 1 } }', { host })).toMatchObject({
      success: true,
    })
    const missing = await reportOf('{ composeRef: { path: none.yaml }, expected: {} }', { host })
    expect(missing).toMatchObject({ success: false })
    expect((missing['messages'] as string[])[0]).toMatch(/^Failed to load compose: .*ENOENT/)
  })

  it('binds contracts and opens streams for the time of the test', async () => {
    const report = await reportOf(`{
      compose: [{ call: lcod://contract/my/x@1, in: { value: 7 }, out: { r: val } }],
      bindings: [{ contract: lcod://contract/my/x@1, implementation: lcod://impl/echo@1 }],
      streams: [{ target: s, chunks: [hello] }],
      expected: { r: 7, s: { encoding: utf-8 } } }`)
    expect(report).toMatchObject({ success: true })
  })

  it('insists on expected and on something to run', async () => {
    expect((await failText(check('{ compose: [] }'))).message).toBe('expected output is required')
    expect((await failText(check('{ expected: {} }'))).message).toBe('compose or composeRef.path must be provided')
    expect(await reportOf('{ compose: [], expected: null }')).toMatchObject({ success: false })
  })
})
