import { composeFromValue } from '../../compose/compose-from-value.ts'
import { KernelError } from '../../errors/kernel-error.ts'
import { completeId } from '../../resolve/relative-id.ts'
import type { OperatorCall } from '../../run/call.ts'
import { pick, signalOutsideLoop } from '../../run/invoke.ts'
import { Signal } from '../../run/signal.ts'
import { type Dict, describeValue, isDict } from '../../values.ts'
import type { HostedRoute } from './route-table.ts'

const SCRIPT = 'lcod://tooling/script@1'

/** What a script handler may say besides its source; the rest of the descriptor is its own. */
const SCRIPT_OPTIONS = ['bindings', 'imports', 'config', 'tools', 'timeoutMs', 'fuel']

/**
 * Runs the handler of a route with a request.
 *
 * `script` gets the request as its state and in `scope.meta`, `component` is called with `{ request }` or with `input`,
 * `compose` runs with `request` and `initialState` in its state, and its final state is the result.
 *
 * @returns what the handler gave, not yet a response.
 * @throws {KernelError} `http_handler_invalid` for a descriptor that cannot be run, and whatever the handler throws.
 * Spec: engine.md 9.6.
 */
export async function runHandler(route: HostedRoute, request: Dict, call: OperatorCall): Promise<unknown> {
  const { handler } = route.sequence
  if (!isDict(handler)) throw invalid('Invalid handler descriptor')
  const result = await start(handler, { route, request }, call)
  if (result instanceof Signal) throw signalOutsideLoop(result)
  return result
}

interface Given {
  readonly route: HostedRoute
  readonly request: Dict
}

function start(handler: Dict, { route, request }: Given, call: OperatorCall): unknown {
  const type = handler['type'] ?? 'script'
  const input = handler['input'] ?? { request }
  switch (type) {
    case 'script': {
      const { source } = handler
      if (typeof source !== 'string' || source === '') throw invalid('Script handler must define a source')
      const meta = { route: { project: route.project, route: route.route }, request }
      return call.call(SCRIPT, { ...pick(handler, SCRIPT_OPTIONS), source, input, meta })
    }
    case 'component': {
      const target = handler['call'] ?? handler['component']
      if (typeof target !== 'string') throw invalid('Component handler must provide call/component string')
      return call.call(completeId(target, call.packageContext), isDict(input) ? input : { value: input })
    }
    case 'compose': {
      const { compose, initialState } = handler
      if (!Array.isArray(compose)) throw invalid('Compose handler requires compose array')
      return runCompose(compose, { request, ...(isDict(initialState) ? initialState : {}) }, call)
    }
    default:
      throw invalid(`Unsupported handler type: ${typeof type === 'string' ? type : describeValue(type)}`)
  }
}

async function runCompose(steps: readonly unknown[], state: Dict, call: OperatorCall): Promise<unknown> {
  const ended = await call.runInline(composeFromValue(steps), state)
  return ended instanceof Signal ? ended : ended.toObject()
}

function invalid(message: string): KernelError {
  return new KernelError('http_handler_invalid', message)
}
