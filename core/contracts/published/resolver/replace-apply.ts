import { applyReplacements } from '../../../resolve/replacements.ts'
import { cloneValue, type Dict, describeKind, isDict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

interface ReplaceInput {
  id?: string
  replaceAlias: Dict
  replaceSpec: Dict
  visited: unknown[]
}

const table = { type: 'object', default: {}, 'x-lenient': true }

/**
 * Follows the replacements of an id: aliases one after another, until a source is given for the current id or none is
 * left.
 *
 * @returns `targetId`, the id that counts (null without an id), `override`, the source given for it or null, and a
 * warning when the aliases lead back to where they began or to an id of `visited`.
 * Spec: contracts.md 3.2.7 `resolver/replace/apply`, as intended; 6.4 step 3d.
 */
export const resolverReplaceApply = defineContract<ReplaceInput>({
  id: 'lcod://tooling/resolver/replace/apply@0.1.0',
  summary: 'Follows the replacements of an id.',
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 1, 'x-lenient': true, description: 'The id that is asked for' },
      replaceAlias: { ...table, description: 'Id → id' },
      replaceSpec: { ...table, description: 'Id → source' },
      visited: { type: 'array', default: [], 'x-lenient': true, description: 'Ids that were followed already' },
    },
  },
  output: {
    type: 'object',
    required: ['targetId', 'override', 'warnings'],
    properties: {
      targetId: { type: ['string', 'null'], description: 'The id that counts' },
      override: { description: 'The source given for it, or null' },
      warnings: { type: 'array', description: 'A cycle, if there is one' },
    },
  },
  example: {
    input: { id: 'lcod://a/b@1', replaceAlias: { 'lcod://a/b@1': 'lcod://a/c@1' } },
    output: { targetId: 'lcod://a/c@1', override: null, warnings: [] },
  },
  run({ id, replaceAlias, replaceSpec, visited }) {
    if (id === undefined) return { targetId: null, override: null, warnings: [] }
    if (visited.includes(id)) {
      return {
        targetId: id,
        override: null,
        warnings: [
          `Replacement cycle detected: ${[...visited, id].map((one) => (typeof one === 'string' ? one : describeKind(one))).join(' -> ')}`,
        ],
      }
    }
    const { target, override = null, warning } = applyReplacements(id, replaceAlias, replaceSpec)
    return {
      targetId: target,
      override: isDict(override) ? cloneValue(override) : override,
      warnings: warning === undefined ? [] : [warning],
    }
  },
})
