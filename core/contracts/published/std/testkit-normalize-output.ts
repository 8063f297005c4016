import { type Dict, hasOwn, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const FIELDS = ['value', 'warnings', 'error'] as const

/**
 * Brings what a test's slot gave into the form that its expectation is compared with.
 *
 * An object with an object as `result` stands for that. One with `value`, `warnings` or `error` gives those three: null,
 * an empty list and null where they are not there. Anything else stays.
 *
 * Spec: contracts.md 7.1 `testkit/normalize_output`.
 */
export const testkitNormalizeOutput = defineContract<{ value: unknown }>({
  id: 'lcod://tooling/testkit/normalize_output@0.1.0',
  summary: 'Brings the output of a test into the form that is compared.',
  input: { type: 'object', properties: { value: { default: null, description: 'What the slot gave' } } },
  output: { type: 'object', required: ['value'], properties: { value: { description: 'What is compared' } } },
  example: {
    input: { value: { result: { value: 1 } } },
    output: { value: { value: 1, warnings: [], error: null } },
  },
  run({ value }) {
    let subject = value
    while (isDict(subject) && isDict(own(subject, 'result'))) subject = own(subject, 'result')
    return { value: isDict(subject) ? shaped(subject) : subject }
  },
})

function shaped(subject: Dict): Dict {
  if (!FIELDS.some((name) => hasOwn(subject, name))) return subject
  const warnings = own(subject, 'warnings')
  return {
    value: own(subject, 'value') ?? null,
    warnings: Array.isArray(warnings) ? warnings : [],
    error: own(subject, 'error') ?? null,
  }
}
