import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import type { Listener, ListenOptions, ListenPort, ServerRequest, ServerResponse } from '../../core/host/listen.ts'
import { expectFailure, expectSame, type PortCase } from './port-case.ts'

/** A request of a case. */
export interface ListenRequest {
  /** Default GET. */
  readonly method?: string
  /** With the query, and a slash before it. Default `/`. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** A driver, and how its servers are reached. */
export interface ListenUnderTest {
  readonly port: ListenPort
  /** Repeated headers of the answer may be joined with `, `. */
  send(listener: Listener, request: ListenRequest): Promise<Pick<ServerResponse, 'status' | 'headers' | 'body'>>
}

/** `ListenUnderTest.send` by `fetch`, or by what answers in its place. */
export async function sendByFetch(
  url: string,
  { method = 'GET', path = '/', headers = {}, body }: ListenRequest,
  answer: (request: Request) => Promise<Response> = fetch,
) {
  const response = await answer(new Request(`${url}${path}`, { method, headers, body: body ?? null }))
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

const HOST = '127.0.0.1'
const EMPTY: ServerResponse = { status: 200, headers: [], body: new Uint8Array(0) }

/** What every listen driver must do. */
export function listenPortSuite(make: () => ListenUnderTest): readonly PortCase[] {
  /** Runs with a server that is closed afterwards. */
  const serving = async (
    handle: ListenOptions['handle'],
    use: (send: (request?: ListenRequest) => ReturnType<ListenUnderTest['send']>, listener: Listener) => Promise<void>,
  ) => {
    const { port, send } = make()
    const listener = await port.listen({ host: HOST, port: 0, handle })
    try {
      await use((request = {}) => send(listener, request), listener)
    } finally {
      await listener.close(0)
    }
  }
  return [
    {
      name: 'listen() hands on method, target as sent, headers and body, and sends the answer back',
      async run() {
        let seen: ServerRequest | undefined
        const answer = { status: 202, headers: [['x-a', '1'] as const, ['x-a', '2'] as const] }
        const handle: ListenOptions['handle'] = async (request) => {
          seen = request
          return { ...answer, body: await collectBytes(request.body) }
        }
        await serving(handle, async (send) => {
          const sent = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)
          const request = { method: 'PUT', path: '/a%2Fb/%C3%A9?c=d%20e&c', headers: { 'X-Sent': 'yes' }, body: sent }
          const { status, headers, body } = await send(request)
          expectSame([seen?.method, seen?.target], ['PUT', '/a%2Fb/%C3%A9?c=d%20e&c'])
          expectSame(headerOf(seen?.headers, 'x-sent'), 'yes', 'the header of the request')
          expectSame([status, headerOf(headers, 'x-a')], [202, '1, 2'])
          expectSame([...body], [...sent], 'the body')
        })
      },
    },
    {
      name: 'listen() sends no body for HEAD and 204',
      async run() {
        const body = new Uint8Array([1])
        const handle: ListenOptions['handle'] = async ({ method }) => ({
          ...EMPTY,
          status: method === 'HEAD' ? 200 : 204,
          body,
        })
        await serving(handle, async (send) => {
          for (const method of ['GET', 'HEAD']) expectSame((await send({ method })).body.length, 0, 'the length')
        })
      },
    },
    {
      name: 'listen() answers although the body is left unread',
      async run() {
        await serving(
          async () => ({ ...EMPTY, status: 413 }),
          async (send) => {
            const request = { method: 'POST', body: new Uint8Array(2_000_000) }
            expectSame([(await send(request)).status, (await send()).status], [413, 413])
          },
        )
      },
    },
    {
      name: 'listen() takes further requests while others are under way',
      async run() {
        let waiting: Array<() => void> = []
        const handle: ListenOptions['handle'] = async () => {
          await new Promise<void>((resolve) => {
            waiting.push(resolve)
            if (waiting.length === 3) for (const go of waiting) go()
          })
          return EMPTY
        }
        await serving(handle, async (send) => {
          const answers = await Promise.all([send(), send(), send()])
          expectSame(
            answers.map(({ status }) => status),
            [200, 200, 200],
          )
          waiting = []
        })
      },
    },
    {
      name: 'listen() fails with EADDRINUSE until the other server is closed',
      async run() {
        const { port } = make()
        const handle = async () => EMPTY
        const first = await port.listen({ host: HOST, port: 0, handle })
        const same = { host: HOST, port: first.port, handle }
        await expectFailure(port.listen(same), 'EADDRINUSE')
        await Promise.all([first.close(0), first.close(0)])
        const again = await port.listen(same)
        expectSame([again.host, again.port], [HOST, first.port], 'the address')
        await again.close(0)
      },
    },
    {
      name: 'close() lets answers under way be sent',
      async run() {
        let release = () => {}
        let arrived = () => {}
        const started = new Promise<void>((resolve) => {
          arrived = resolve
        })
        const handle: ListenOptions['handle'] = async () => {
          arrived()
          await new Promise<void>((resolve) => {
            release = resolve
          })
          return { ...EMPTY, status: 203 }
        }
        await serving(handle, async (send, listener) => {
          const asked = send()
          await started
          const closed = listener.close(600_000)
          release()
          expectSame((await asked).status, 203, 'the status')
          await closed
        })
      },
    },
  ]
}

function headerOf(headers: ServerResponse['headers'] | undefined, name: string): string | undefined {
  const values = headers?.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value)
  return values?.join(', ')
}
