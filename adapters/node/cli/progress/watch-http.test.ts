import { describe, expect, test, vi } from 'vitest'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { HttpPort, HttpResponse } from '../../../../core/host/http.ts'
import { useLiveTerminal } from '../testing/live-terminal.ts'
import { Transfers } from './transfers.ts'
import { watchHttp } from './watch-http.ts'

const live = useLiveTerminal()

type Headers = HttpResponse['headers']

/** Answers everything with chunks of a thousand bytes. */
function answering(chunks: number, headers: Headers = []): HttpPort {
  const body = async function* () {
    for (let index = 0; index < chunks; index++) yield new Uint8Array(1000)
  }
  return { send: async () => ({ status: 200, statusText: 'OK', headers, body: body() }) }
}

const request = (url: string, method = 'GET') => ({ url, method, headers: [] })
/** The screen after a while, without the spinners. */
const shown = () => {
  vi.advanceTimersByTime(300)
  return live.terminal.screen.map((line) => line.slice(2).replaceAll(/ +/g, ' '))
}

describe('watchHttp()', () => {
  test('shows how far a download is until it has ended', async () => {
    const http = watchHttp(answering(4, [['content-length', '4000']]), new Transfers(live.screen))
    const { body } = await http.send(request('https://user:key@a.test/x.lcpkg?token=secret'))
    const chunks = body[Symbol.asyncIterator]()
    await chunks.next()
    expect(shown()).toEqual(['a.test/x.lcpkg ██░░░░░░░ 25 % 1.0 kB of 4.0 kB'])
    for (let index = 0; index < 3; index++) await chunks.next()
    expect(await chunks.next()).toEqual({ done: true, value: undefined })
    expect(shown()).toEqual([])
  })

  test.each<[string, Headers]>([
    ['has no length', []],
    [
      'is unpacked on the way',
      [
        ['content-length', '10'],
        ['content-encoding', 'gzip'],
      ],
    ],
  ])('counts the bytes of an answer that %s', async (_, headers) => {
    const http = watchHttp(answering(4, headers), new Transfers(live.screen))
    const { body } = await http.send(request('https://a.test/x'))
    await body[Symbol.asyncIterator]().next()
    expect(shown()).toEqual(['a.test/x 1.0 kB'])
  })

  test('takes the row away when nobody reads on, when the answer breaks off, and when none comes', async () => {
    const failing: HttpPort = {
      async send({ url }) {
        if (url.endsWith('/none')) throw new KernelError('ECONNREFUSED', 'Connection refused')
        const body = async function* () {
          yield new Uint8Array(1)
          throw new KernelError('ECONNRESET', 'Connection reset')
        }
        return { status: 200, statusText: 'OK', headers: [], body: body() }
      },
    }
    const http = watchHttp(failing, new Transfers(live.screen))
    const unread = await http.send(request('https://a.test/unread'))
    expect(shown()).toHaveLength(1)
    await unread.body[Symbol.asyncIterator]().return?.()
    expect(shown()).toEqual([])
    const broken = (await http.send(request('https://a.test/broken'))).body[Symbol.asyncIterator]()
    await broken.next()
    await expect(broken.next()).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(http.send(request('https://a.test/none'))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(shown()).toEqual([])
  })

  test('shows no row for what is sent', async () => {
    const http = watchHttp(answering(1), new Transfers(live.screen))
    await http.send(request('https://a.test/x', 'POST'))
    expect(shown()).toEqual([])
  })
})
