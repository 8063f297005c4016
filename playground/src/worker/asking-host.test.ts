import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { CancelToken } from '../../../core/run/cancel-token.ts'
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

  test('takes a question back when all who waited for it were cancelled, and grants nothing by a late answer', async () => {
    const host = createMemoryHost({ files: {} })
    const asked: Array<{ signal: AbortSignal; answer: (yes: boolean) => void }> = []
    const asking = createAskingHost(
      host,
      {},
      (_wish, _place, signal) => new Promise((answer) => asked.push({ signal, answer })),
    )
    const token = new CancelToken()
    const place = { path: '/compose/0', call: 'a', onCancel: token.onCancel.bind(token) }
    const other = new CancelToken()
    const second = { path: '/compose/1', call: 'a', onCancel: other.onCancel.bind(other) }
    const write = (at: typeof place) => asking.portsFor(at).files!.write('/a.txt', new Uint8Array())
    const results = [write(place), write(second)].map((result) =>
      expect(result).rejects.toMatchObject({ code: 'cancelled' }),
    )
    await expect.poll(() => asked.length).toBe(1)
    token.cancel('another failed')
    await results[0]
    expect(asked[0]!.signal.aborted).toBe(false)
    other.cancel('another failed')
    await results[1]
    expect(asked[0]!.signal.aborted).toBe(true)
    asked[0]!.answer(true)
    await expect(
      Promise.race([asking.host.files!.write('/a.txt', new Uint8Array()), Promise.reject('asks')]),
    ).rejects.toBe('asks')
    await expect.poll(() => asked.length).toBe(2)
    expect(await host.files.info('/a.txt')).toBeNull()
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
