import type { NativeComponent } from '../run/component.ts'
import { Signal } from '../run/signal.ts'

/**
 * Goes on with the next turn of the innermost loop of the same compose; this turn collects nothing.
 *
 * Spec: engine.md 3.6.
 */
export const flowContinue: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/continue@1',
  summary: 'Go on with the next turn of the innermost loop',
  onResume: 'repeat',
  input: { type: 'object', properties: {} },
  output: { type: 'object' },
  run: () => Signal.continue,
}
