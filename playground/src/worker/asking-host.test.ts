import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { createAskingHost } from './asking-host.ts'
import type { Wish } from './wish.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function hostThatAsks(answer: (wish: Wish) => boolean | Promise<boolean>) {
  const wishes: Wish[] = []
  const host = createMemoryHost({ files: { '/p/a.txt': 'a', '/q/b.txt': 'b' } })
  const asking = createAskingHost(host, { read: ['/p'] }, async (wish) => {
    wishes.push(wish)
    return answer(wish)
  })
  return { files: asking.host.files!, http: asking.host.http!, wishes }
}

describe('createAskingHost()', () => {
  test('does not ask for what is granted', async () => {
    const { files, wishes } = hostThatAsks(() => false)
    expect(text(await files.read('/p/a.txt'))).toBe('a')
    expect(wishes).toEqual([])
  })

  test('asks for the rest, once, and grants that alone', async () => {
    const { files, wishes } = hostThatAsks(() => true)
    expect(text(await files.read('/q/b.txt'))).toBe('b')
    await files.read('/q/b.txt')
    expect(wishes).toEqual([{ kind: 'read', target: '/q/b.txt' }])
    await files.write('/q/c.txt', new Uint8Array())
    expect(wishes).toHaveLength(2)
  })

  test('refuses when the answer is no, or there is none', async () => {
    const refused = hostThatAsks(() => false)
    await expect(refused.files.read('/q/b.txt')).rejects.toMatchObject({ code: 'permission_denied' })
    const failing = hostThatAsks(() => Promise.reject(new Error('closed')))
    await expect(failing.files.read('/q/b.txt')).rejects.toMatchObject({ code: 'permission_denied' })
  })

  test('asks one question for what several steps want at once', async () => {
    const { files, wishes } = hostThatAsks(() => true)
    await Promise.all([files.read('/q/b.txt'), files.read('/q/b.txt')])
    expect(wishes).toHaveLength(1)
  })

  test('asks before a stream is opened and before an address is reached', async () => {
    const { files, http, wishes } = hostThatAsks(() => false)
    const read = async () => {
      for await (const _piece of files.stream('/q/b.txt')) break
    }
    await expect(read()).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(http.send({ method: 'GET', url: 'https://example.com/', headers: [] })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(wishes.map((wish) => wish.kind)).toEqual(['read', 'net'])
  })
})
