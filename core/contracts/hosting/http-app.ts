import type { Call } from '../../run/call.ts'
import { Signal } from '../../run/signal.ts'
import { type Dict, isDict, own } from '../../values.ts'
import { defineContract } from '../define-contract.ts'
import { joinRoutePath } from './join-route-path.ts'

interface HttpAppInput {
  readonly name: string
  readonly basePath: string
  readonly metadata: Dict
}

/**
 * Puts routes and the sequences that answer them together as one app of an HTTP host.
 *
 * The slot `sequences` leaves `sequences` (a list of `{ id, handler }`) or one `sequence` in its state, the slot `apis`
 * `routes` or one `route`. A slot that is missing, or leaves neither, gives an empty list.
 *
 * @throws {KernelError} `invalid_input` without `name`.
 * Spec: engine.md 9.3; contracts.md 1.15.
 */
export const httpApp = defineContract<HttpAppInput>({
  id: 'lcod://project/http_app@0.1.0',
  summary: 'Puts the routes and sequences of an HTTP app together.',
  input: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, description: 'Name of the app' },
      basePath: { type: 'string', default: '/', description: 'Path of its routes below that of the host' },
      metadata: { type: 'object', default: {}, description: 'Anything to be told of the app' },
    },
  },
  output: {
    type: 'object',
    required: ['project', 'routes', 'sequences'],
    properties: {
      project: { type: 'object', description: 'name, basePath, metadata' },
      routes: { type: 'array', description: 'As http/api_route gives them' },
      sequences: { type: 'array', description: 'What answers them: id and handler' },
    },
  },
  slots: {
    sequences: { summary: 'Leaves sequences or sequence in its state', provides: ['project'] },
    apis: { summary: 'Leaves routes or route in its state', provides: ['project', 'sequences'] },
  },
  async run({ name, basePath, metadata }, call) {
    const project = { name, basePath: joinRoutePath(basePath), metadata }
    const sequences = await collect(call, 'sequences', 'sequence', { project })
    if (sequences instanceof Signal) return sequences
    const routes = await collect(call, 'apis', 'route', { project, sequences })
    if (routes instanceof Signal) return routes
    return { project, routes, sequences }
  },
})

/** The list that a slot leaves under the plural of `single`, or the one value under `single`. */
async function collect(call: Call, slotName: string, single: string, given: Dict): Promise<unknown[] | Signal> {
  const ended = await call.slot(slotName)?.run(given, given)
  if (ended === undefined) return []
  if (ended instanceof Signal) return ended
  return listUnder(ended.toObject(), single)
}

/** `state.routes` when it is a list, else `state.route` as the one of a list; only objects count. */
function listUnder(state: Dict, single: string): unknown[] {
  const many = own(state, `${single}s`)
  return (Array.isArray(many) ? many : [own(state, single)]).filter(isDict)
}
