import type { NativeComponent } from '../run/component.ts'
import { Signal } from '../run/signal.ts'

/**
 * Ends the innermost loop of the same compose.
 *
 * Spec: engine.md 3.6.
 */
export const flowBreak: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/break@1',
  summary: 'End the innermost loop',
  onResume: 'repeat',
  input: { type: 'object', properties: {} },
  output: { type: 'object' },
  run: () => Signal.break,
}
