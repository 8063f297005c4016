import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { normaliseSourceEntry } from './normalise-source-entry.ts'

/**
 * Checks one registry source and keeps the fields that count.
 *
 * @returns `entry` null with a warning when it cannot be used; null without a warning for what is no object.
 * Spec: contracts.md 3.1.15.
 */
export const registryNormalizeSource = defineContract<{ entry?: Dict }>({
  id: 'lcod://contract/tooling/registry/normalize_source@1',
  summary: 'Checks one registry source.',
  input: {
    type: 'object',
    properties: { entry: { type: 'object', 'x-lenient': true, description: 'The source as written' } },
  },
  output: {
    type: 'object',
    required: ['entry', 'warnings'],
    properties: {
      entry: { type: ['object', 'null'], description: 'The source with the fields that count' },
      warnings: { type: 'array', items: { type: 'string' }, description: 'Why it cannot be used' },
    },
  },
  example: {
    input: { entry: { id: ' main ', path: 'registry', note: 'x' } },
    output: { entry: { id: 'main', type: 'path', path: 'registry' }, warnings: [] },
  },
  run({ entry: source }) {
    if (source === undefined) return { entry: null, warnings: [] }
    const { entry, warning } = normaliseSourceEntry(source)
    return { entry, warnings: warning === null ? [] : [warning] }
  },
})
