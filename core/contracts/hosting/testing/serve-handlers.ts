import { afterEach } from 'vitest'
import { createMemoryHost, type MemoryHost, type MemoryRequest } from '../../../../adapters/memory/index.ts'
import type { KeptServers } from '../../../run/run-servers.ts'
import { native, type RunTextOptions, runText } from '../../../testing/run-text.ts'
import type { Dict } from '../../../values.ts'

/** What a test of a host wants besides its handlers. */
export interface ServeOptions extends RunTextOptions {
  /** Inputs of the host besides its address. */
  readonly in?: Dict
  /** Steps around the host's, which stand for `HOST`. */
  readonly around?: string
}

/** A compose with one host and one app: each handler answers GET and POST of `/app/<its key>`. */
export function hostOf(handlers: Dict, { in: inputs = {}, around = 'compose: [HOST]', ...options }: ServeOptions = {}) {
  const sequences = Object.entries(handlers).map(([id, handler]) => ({ id, handler }))
  const routes = sequences.flatMap(({ id }) => ['GET', 'POST'].map((method) => ({ method, path: id, sequenceId: id })))
  const app = { project: { name: 'app', basePath: '/app' }, routes, sequences }
  const step = {
    call: 'lcod://env/http_host@0.1.0',
    in: { host: '127.0.0.1', port: 8080, ...inputs },
    slots: { projects: [{ call: 'lcod://test/app@1', out: { project: '$' } }] },
    out: { host: '$' },
  }
  const natives = [native('app', () => app), ...(options.natives ?? [])]
  return [around.replace('HOST', JSON.stringify(step)), { host: createMemoryHost(), ...options, natives }] as const
}

/** Kept until the test is over. */
export const open: KeptServers[] = []
afterEach(async () => {
  for (const servers of open.splice(0)) await servers.stop(0)
})

/** Serves handlers after the run is over; `ask` sends requests. */
export async function serve(handlers: Dict, given: ServeOptions = {}) {
  const [text, options] = hostOf(handlers, given)
  const state = await runText(text, { ...options, keepServers: (servers) => open.push(servers) })
  return { state, host: options.host, ask: (path: string, request?: MemoryRequest) => ask(options.host, path, request) }
}

/** The answer with its headers as an object and its body as a value; `undefined` where nothing listens. */
export async function ask(host: MemoryHost, path: string, request?: MemoryRequest) {
  const response = await host.listen.request(`http://127.0.0.1:8080${path}`, request)
  if (response === undefined) return undefined
  const headers = Object.fromEntries(response.headers)
  const text = new TextDecoder().decode(response.body)
  const body: unknown = headers['content-type'] === 'application/json' && text !== '' ? JSON.parse(text) : text
  return { status: response.status, headers, body }
}

/** A handler that calls a component. */
export const component = (call: string, input?: Dict) => ({ type: 'component', call, ...(input ? { input } : {}) })
