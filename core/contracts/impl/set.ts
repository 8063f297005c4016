import { defineContract } from '../define-contract.ts'

/**
 * Gives its input back: the step that assigns. What `out` names of it lands in the state.
 *
 * @returns a shallow copy of the input.
 * Spec: contracts.md 1.16 `impl/set`.
 */
export const implSet = defineContract({
  id: 'lcod://impl/set@1',
  summary: 'Gives its input back, to be put into the state.',
  input: { type: 'object', description: 'Any keys' },
  output: { type: 'object', description: 'The same keys' },
  example: { input: { a: 1, b: null }, output: { a: 1, b: null } },
  run: (input) => ({ ...input }),
})
