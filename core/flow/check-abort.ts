import type { NativeComponent } from '../run/component.ts'

/**
 * Ends here when the run has been cancelled, else does nothing.
 *
 * @throws {ExecutionCancelledError} which nothing catches.
 * Spec: engine.md 3.6.
 */
export const flowCheckAbort: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/check_abort@1',
  summary: 'Stop here when the run has been cancelled',
  onResume: 'repeat',
  input: { type: 'object', properties: {} },
  output: { type: 'object' },
  run(_input, call) {
    call.ensureNotCancelled()
    return {}
  },
}
