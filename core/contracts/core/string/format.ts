import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { renderTemplate } from './render-template.ts'

interface FormatInput {
  template: string
  values: Dict
  fallback: string
  missingPolicy: 'ignore' | 'error'
}

/**
 * Fills placeholders such as `{user.name}` or `{list[0]}` with values.
 *
 * `{{` and `}}` stand for braces. A `{` that is never closed leaves the rest as it is. Null prints as nothing, objects
 * and arrays as JSON. A placeholder without a value prints `fallback` and is reported: in `missing`, or with
 * `missingPolicy: error` in `error` (a result, not a throw). A template that is no text counts as empty.
 *
 * @returns the text under `value`; `missing` or `error` (`MISSING_PLACEHOLDER`) only when something was missing.
 * @throws {KernelError} `invalid_input` when `fallback` is no string or `missingPolicy` is another word.
 * Spec: contracts.md 1.3 `string/format`.
 */
export const stringFormat = defineContract<FormatInput>({
  id: 'lcod://contract/core/string/format@1',
  aliases: ['lcod://axiom/string/format@1', 'lcod://core/string/format@1'],
  summary: 'Fills the placeholders of a template with values.',
  input: {
    type: 'object',
    properties: {
      template: { type: 'string', default: '', 'x-lenient': true, description: 'Text with placeholders in braces' },
      values: {
        type: ['object', 'array'],
        default: {},
        'x-lenient': true,
        description: 'What the placeholders refer to',
      },
      fallback: { type: 'string', default: '', description: 'Printed for a placeholder without a value' },
      missingPolicy: {
        enum: ['ignore', 'error'],
        default: 'ignore',
        description: 'Whether placeholders without a value are reported in `missing` or in `error`',
      },
    },
  },
  output: {
    type: 'object',
    required: ['value'],
    properties: {
      value: { type: 'string', description: 'The filled template' },
      missing: { type: 'array', items: { type: 'string' }, description: 'Placeholders without a value, each once' },
      error: { type: 'object', description: '`code`, `message` and `missingKeys` when the policy is `error`' },
    },
  },
  example: {
    input: { template: 'a={x.y} b={l[1]} {{c}}', values: { x: { y: 1 }, l: [5, 6] } },
    output: { value: 'a=1 b=6 {c}' },
  },
  run({ template, values, fallback, missingPolicy }) {
    const { text, missing } = renderTemplate(template, values, fallback)
    if (missing.length === 0) return { value: text }
    if (missingPolicy === 'ignore') return { value: text, missing }
    const message = `Missing placeholders: ${missing.join(', ')}`
    return { value: text, error: { code: 'MISSING_PLACEHOLDER', message, missingKeys: missing } }
  },
})
