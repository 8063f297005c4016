import { defineContract } from '../define-contract.ts'

/**
 * Gives `value` back as `val`.
 *
 * @returns an empty object when `value` is absent.
 * Spec: contracts.md 1.16 `impl/echo`.
 */
export const implEcho = defineContract<{ value?: unknown }>({
  id: 'lcod://impl/echo@1',
  summary: 'Gives a value back.',
  input: { type: 'object', properties: { value: { description: 'Any value' } } },
  output: { type: 'object', properties: { val: { description: 'The same value' } } },
  example: { input: { value: 'hello' }, output: { val: 'hello' } },
  run: ({ value }) => (value === undefined ? {} : { val: value }),
})
