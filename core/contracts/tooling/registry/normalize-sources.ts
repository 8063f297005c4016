import { type Dict, isDict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { normaliseSourceEntry } from './normalise-source-entry.ts'

/**
 * Checks a list of registry sources and keeps those that can be used, with the fields that count.
 *
 * @returns a warning for each object that cannot be used; what is no object is left out silently.
 * Spec: contracts.md 3.1.15.
 */
export const registryNormalizeSources = defineContract<{ entries: unknown[] }>({
  id: 'lcod://contract/tooling/registry/normalize_sources@1',
  summary: 'Checks a list of registry sources.',
  input: {
    type: 'object',
    properties: {
      entries: { type: 'array', default: [], 'x-lenient': true, description: 'The sources as written' },
    },
  },
  output: {
    type: 'object',
    required: ['entries', 'warnings'],
    properties: {
      entries: { type: 'array', items: { type: 'object' }, description: 'The sources that can be used' },
      warnings: { type: 'array', items: { type: 'string' }, description: 'Why others cannot' },
    },
  },
  example: {
    input: {
      entries: [
        { id: 'main', path: 'registry' },
        { id: 'odd', type: 'ftp' },
      ],
    },
    output: {
      entries: [{ id: 'main', type: 'path', path: 'registry' }],
      warnings: ['registry source "odd" has unsupported type "ftp"'],
    },
  },
  run({ entries: sources }) {
    const entries: Dict[] = []
    const warnings: string[] = []
    for (const source of sources.filter(isDict)) {
      const { entry, warning } = normaliseSourceEntry(source)
      if (entry === null) warnings.push(warning)
      else entries.push(entry)
    }
    return { entries, warnings }
  },
})
