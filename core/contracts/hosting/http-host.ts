import { KernelError } from '../../errors/kernel-error.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Signal } from '../../run/signal.ts'
import { slotNotFound } from '../../run/step-call.ts'
import { type Dict, describeKind, isAbsent, isDict, own } from '../../values.ts'
import { HttpServer } from './http-server.ts'
import { joinRoutePath } from './join-route-path.ts'
import { RouteTable } from './route-table.ts'

const ID = 'lcod://env/http_host@0.1.0'

const DEFAULT_HOST = '0.0.0.0'
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024
const DEFAULT_MAX_REQUESTS = 64
const DEFAULT_TIMEOUT_MS = 60_000

/**
 * Serves HTTP apps. The slot `projects` describes them; the server is open when the step is over, and is stopped with the
 * run, by `env/http_host/stop`, or by whoever takes the run's servers over.
 *
 * A request gets the handler of the route with exactly its method and path, and a run of its own: with the registry,
 * bindings, permissions and limits of this step, and a state, sandbox and budget that nothing else sees. Unknown paths
 * are answered with 404, other methods with 405, broken JSON with 400, larger bodies with 413, more than `maxRequests` at
 * once with 503, failed handlers with 500 and the message of the error, those that take longer than `timeoutMs` with 504;
 * always as `{ "error": … }`. OPTIONS is answered with the methods that there are, unless there is a route for it.
 *
 * @returns JSON alone: `url`, `routes`, `projects`, `basePath`, and the `handle` that stops it.
 * @throws {KernelError} `invalid_input` for the port, `http_route_duplicate`, `http_sequence_not_found`;
 *   `permission_denied` and the codes of the listen port, such as `EADDRINUSE`.
 * Spec: engine.md 9.4 to 9.8; contracts.md 1.15. `maxBodyBytes`, `maxRequests` and `timeoutMs` are ours.
 */
export const httpHost: NativeComponent = {
  kind: 'native',
  id: ID,
  summary: 'Serves HTTP apps',
  input: {
    type: 'object',
    required: ['port'],
    properties: {
      host: { type: 'string', default: DEFAULT_HOST, description: 'Address to listen on; 0.0.0.0 is every interface' },
      port: { type: ['integer', 'string'], description: '1 to 65535; 0 picks a free one' },
      basePath: { type: 'string', default: '/', description: 'Path of all routes' },
      metadata: { type: 'object', default: {}, description: 'Shown to the slot' },
      maxBodyBytes: {
        type: 'integer',
        minimum: 0,
        default: DEFAULT_MAX_BODY_BYTES,
        description: 'Bytes of a request body that are taken at most',
      },
      maxRequests: {
        type: 'integer',
        minimum: 1,
        default: DEFAULT_MAX_REQUESTS,
        description: 'Handlers that run at once; further requests get 503',
      },
      timeoutMs: {
        type: 'integer',
        minimum: 1,
        default: DEFAULT_TIMEOUT_MS,
        description: 'Milliseconds that a handler may take; then it is cancelled, and the request gets 504',
      },
    },
  },
  checksInput: ['port', 'host', 'basePath', 'maxBodyBytes', 'maxRequests', 'timeoutMs'],
  output: {
    type: 'object',
    required: ['url', 'routes', 'projects', 'basePath', 'handle'],
    properties: {
      url: { type: 'string', description: 'Where it is reached from this machine, with basePath' },
      routes: { type: 'array', description: 'method, path, handlerId, sequenceId, project (its name)' },
      projects: { type: 'array', description: 'name, basePath, metadata' },
      basePath: { type: 'string' },
      handle: { type: 'object', description: 'For env/http_host/stop' },
    },
  },
  slots: {
    projects: {
      summary: 'Leaves project or projects in its state',
      required: true,
      provides: ['host'],
    },
  },
  needs: ['listen'],
  async run(input, call) {
    const { host, port, basePath, metadata, ...limits } = readInput(input)
    const slot = call.slot('projects')
    if (slot === undefined) throw slotNotFound('projects')
    const ended = await slot.run({ host: { host, port, basePath, metadata } }, {})
    if (ended instanceof Signal) return ended
    const table = new RouteTable(projectsIn(ended.toObject()), basePath)
    const server = new HttpServer({ table, host: { name: host, port, basePath }, ...limits, call })
    await server.open({ host, port })
    const handle = call.servers.add(server)
    call.ensureNotCancelled()
    return { url: server.url, routes: server.routes, projects: table.projects, basePath, handle }
  },
}

/** `project`, then all of `projects`; the state itself is the only one when it has neither, or the parts of one beside. */
function projectsIn(state: Dict): Dict[] {
  const project = own(state, 'project')
  const many = own(state, 'projects')
  const found = [project, ...(Array.isArray(many) ? many : [])].filter(isDict)
  const isSpread = isDict(project) && Array.isArray(own(state, 'routes')) && own(project, 'routes') === undefined
  return found.length === 0 || (isSpread && found.length === 1) ? [state] : found
}

function readInput(input: Dict) {
  const metadata = own(input, 'metadata')
  return {
    // URLs write IPv6 addresses in brackets; sockets do not.
    host: text(input, 'host', DEFAULT_HOST).replace(/^\[(.+)\]$/, '$1'),
    port: readPort(own(input, 'port')),
    basePath: joinRoutePath(text(input, 'basePath', '/')),
    metadata: isDict(metadata) ? metadata : {},
    maxBodyBytes: count(input, 'maxBodyBytes', { fallback: DEFAULT_MAX_BODY_BYTES, minimum: 0 }),
    maxRequests: count(input, 'maxRequests', { fallback: DEFAULT_MAX_REQUESTS, minimum: 1 }),
    timeoutMs: count(input, 'timeoutMs', { fallback: DEFAULT_TIMEOUT_MS, minimum: 1 }),
  }
}

function readPort(value: unknown): number {
  const port = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value
  if (typeof port !== 'number') throw invalid('port', 'env/http_host requires a numeric port')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw invalid('port', `port must be a whole number from 0 to 65535, found ${port}`)
  }
  return port
}

function text(input: Dict, name: string, fallback: string): string {
  const value = own(input, name)
  if (isAbsent(value)) return fallback
  if (typeof value === 'string' && (value !== '' || name === 'basePath')) return value
  throw invalid(name, `${name} must be a ${name === 'host' ? 'non-empty ' : ''}string, found ${describeKind(value)}`)
}

function count(input: Dict, name: string, { fallback, minimum }: { fallback: number; minimum: number }): number {
  const value = own(input, name)
  if (isAbsent(value)) return fallback
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum) return value
  throw invalid(name, `${name} must be a whole number of at least ${minimum}, found ${describeKind(value)}`)
}

function invalid(input: string, message: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: ID, input } })
}
