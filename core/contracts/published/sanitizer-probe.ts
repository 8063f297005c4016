import type { Dict } from '../../values.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Shows what a component with one declared input gets: everything the caller passed, and what is left of it.
 *
 * @returns `result` with `rawInput` and `sanitized`, whose `expect` is null when it was not passed.
 * Spec: contracts.md 3.2.3 `sanitizer/probe`.
 */
export const sanitizerProbe = defineContract<Dict>({
  id: 'lcod://tooling/sanitizer/probe@0.1.0',
  summary: 'Shows which inputs reach a component.',
  input: { type: 'object', properties: { expect: { description: 'The one input that is declared' } } },
  output: {
    type: 'object',
    required: ['result'],
    properties: { result: { type: 'object', description: 'rawInput, and sanitized with `expect` alone' } },
  },
  example: {
    input: { expect: 1, more: 2 },
    output: { result: { rawInput: { expect: 1, more: 2 }, sanitized: { expect: 1 } } },
  },
  run: (input) => ({ result: { rawInput: input, sanitized: { expect: input['expect'] ?? null } } }),
})
