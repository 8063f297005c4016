import type { NativeComponent } from '../../run/component.ts'

/**
 * What the caller of the running component really passed, undeclared keys included; null for a component that declares
 * nothing.
 *
 * Spec: engine.md 2.9, last paragraph.
 */
export const rawInput: NativeComponent = {
  kind: 'native',
  id: 'lcod://axiom/state/raw_input@1',
  summary: 'The input of the running component before undeclared keys were dropped',
  onResume: 'repeat',
  input: { type: 'object', properties: {} },
  output: { type: 'object', properties: { value: { type: ['object', 'null'] } } },
  run: (_input, call) => ({ value: call.rawInput }),
}
