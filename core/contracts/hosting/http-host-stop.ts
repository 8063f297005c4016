import { KernelError } from '../../errors/kernel-error.ts'
import type { NativeComponent } from '../../run/component.ts'
import { STOP_GRACE_MS } from '../../run/run-servers.ts'
import { isAbsent, isDict, own } from '../../values.ts'

const ID = 'lcod://env/http_host/stop@0.1.0'

/**
 * Stops an HTTP host of the same run before the run ends. It accepts nothing more at once, answers what is under way
 * within `graceMs`, and is closed when the step is over.
 *
 * @throws {KernelError} `invalid_input` without a handle; `http_host_unknown` when no open host has it.
 * Spec: engine.md 9.4, 9.8. `graceMs` is ours.
 */
export const httpHostStop: NativeComponent = {
  kind: 'native',
  id: ID,
  summary: 'Stops an HTTP host',
  input: {
    type: 'object',
    required: ['handle'],
    properties: {
      handle: { type: 'object', description: 'As env/http_host gave it' },
      graceMs: {
        type: 'number',
        minimum: 0,
        default: STOP_GRACE_MS,
        description: 'Milliseconds that answers under way may take',
      },
    },
  },
  checksInput: true,
  output: { type: 'object', required: ['stopped'], properties: { stopped: { type: 'boolean' } } },
  needs: ['listen'],
  async run(input, call) {
    const handle = own(input, 'handle')
    const graceMs = own(input, 'graceMs')
    if (!isDict(handle)) throw invalid('handle', 'handle must be the one that env/http_host gave')
    if (!isAbsent(graceMs) && !(typeof graceMs === 'number' && graceMs >= 0)) {
      throw invalid('graceMs', 'graceMs must be a number of at least 0')
    }
    await call.servers.stopOne(handle, graceMs ?? STOP_GRACE_MS)
    return { stopped: true }
  },
}

function invalid(input: string, message: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: ID, input } })
}
