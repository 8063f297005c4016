import { isDict } from '../../../values.ts'
import { encodeJson } from '../../core/json/encode-json.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Writes objects as JSON lines. What is no object is left out.
 *
 * @returns `text`, in which each line ends with a newline; empty without objects.
 * @throws {KernelError} `value_too_deep`, `value_too_large`.
 * Spec: contracts.md 7.1 `jsonl/from_objects`.
 */
export const jsonlFromObjects = defineContract<{ items: readonly unknown[] }>({
  id: 'lcod://tooling/jsonl/from_objects@0.1.0',
  summary: 'Writes objects as JSON lines.',
  input: {
    type: 'object',
    properties: { items: { type: 'array', default: [], 'x-lenient': true, description: 'The objects' } },
  },
  output: { type: 'object', required: ['text'], properties: { text: { type: 'string', description: 'The lines' } } },
  example: { input: { items: [{ id: 1 }, { id: 2 }] }, output: { text: '{"id":1}\n{"id":2}\n' } },
  run: ({ items }) => ({
    text: items
      .filter(isDict)
      .map((item) => `${encodeJson(item)}\n`)
      .join(''),
  }),
})
