import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import type { HttpPort } from '../host/http.ts'
import { endSilence } from './end-silence.ts'

const request = { url: 'https://a.test/x?token=s', method: 'GET', headers: [] }
const bytes = (text: string) => new TextEncoder().encode(text)
/** Ends only when it is given up. */
const never = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))

/** A clock on which time passes when the test says so. */
function steppedClock() {
  const { clock } = createMemoryHost()
  const waiting = new Set<() => void>()
  const after = (_: number, callback: () => void) => {
    waiting.add(callback)
    return () => void waiting.delete(callback)
  }
  const pass = () => {
    for (const callback of waiting) callback()
  }
  return { clock: { ...clock, after }, pass, waiting }
}

describe('endSilence()', () => {
  test('gives up on a server that does not answer', async () => {
    const { clock, pass } = steppedClock()
    const http: HttpPort = { send: ({ signal }) => never(signal) }
    const sent = endSilence(http, clock, 60_000).send(request)
    pass()
    await expect(sent).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: 'https://a.test/x has said nothing for 60 s',
    })
  })

  test('gives up on an answer that stops, however much there was of it', async () => {
    const { clock, pass, waiting } = steppedClock()
    const http: HttpPort = {
      send: async ({ signal }) => ({
        status: 200,
        statusText: '',
        headers: [],
        body: (async function* () {
          yield bytes('one')
          yield bytes('two')
          yield await never(signal)
        })(),
      }),
    }
    const { body } = await endSilence(http, clock, 1000).send(request)
    const chunks = body[Symbol.asyncIterator]()
    await chunks.next()
    // Whoever reads may take its time.
    expect(waiting.size).toBe(0)
    await chunks.next()
    const third = chunks.next()
    pass()
    await expect(third).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  test('hands on that nobody wants more: by a signal, and by return()', async () => {
    const { clock, waiting } = steppedClock()
    const stop = new AbortController()
    const http: HttpPort = { send: ({ signal }) => never(signal) }
    const sent = endSilence(http, clock, 1000).send({ ...request, signal: stop.signal })
    stop.abort()
    await expect(sent).rejects.toThrow('aborted')
    expect(waiting.size).toBe(0)
    let returned = false
    const body = {
      [Symbol.asyncIterator]: () => ({
        next: () => never(undefined),
        return: async () => {
          returned = true
          return { done: true as const, value: undefined }
        },
      }),
    }
    const open: HttpPort = { send: async () => ({ status: 404, statusText: '', headers: [], body }) }
    await (await endSilence(open, clock, 1000).send(request)).body[Symbol.asyncIterator]().return?.()
    expect(returned).toBe(true)
  })
})
