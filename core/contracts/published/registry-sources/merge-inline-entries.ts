import { type Dict, isDict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { buildInlineEntry } from './build-inline-entry.ts'
import { priorityAt } from './priority-at.ts'

/**
 * Joins registry sources of one id: their lines in order, the smallest priority, the first defaults and metadata.
 *
 * Entries without id or lines are left out.
 *
 * Spec: contracts.md 5.4 step 7.
 */
export function mergeInlineEntries(entries: readonly unknown[]): Dict[] {
  const merged = new Map<unknown, Dict & { lines: unknown[] }>()
  for (const entry of entries) {
    const source = buildInlineEntry(entry, undefined)
    if (source === null) continue
    const lines = Array.isArray(source['lines']) ? source['lines'] : []
    const known = merged.get(source['id'])
    if (known === undefined) {
      merged.set(source['id'], { ...source, lines: [...lines] })
      continue
    }
    for (const line of lines) known.lines.push(line)
    const priority = Math.min(priorityAt(known) ?? Infinity, priorityAt(source) ?? Infinity)
    if (priority !== Infinity) known['priority'] = priority
    for (const key of ['defaults', 'metadata']) {
      if (!isDict(known[key]) && isDict(source[key])) known[key] = source[key]
    }
  }
  return [...merged.values()]
}

/** `mergeInlineEntries` as a component. Spec: contracts.md 3.2.6. */
export const registrySourcesMergeInlineEntries = defineContract<{ entries: unknown[] }>({
  id: 'lcod://tooling/registry_sources/merge_inline_entries@0.1.0',
  summary: 'Joins registry sources of one id.',
  input: {
    type: 'object',
    properties: {
      entries: { type: 'array', default: [], 'x-lenient': true, description: 'Results of `build_inline_entry`' },
    },
  },
  output: {
    type: 'object',
    required: ['registrySources'],
    properties: { registrySources: { type: 'array', description: 'One source for each id, in order' } },
  },
  example: {
    input: {
      entries: [
        { id: 'a', lines: [{ n: 1 }], priority: 9 },
        { id: 'a', lines: [{ n: 2 }], priority: 5 },
      ],
    },
    output: { registrySources: [{ id: 'a', type: 'inline', lines: [{ n: 1 }, { n: 2 }], priority: 5 }] },
  },
  run: ({ entries }) => ({ registrySources: mergeInlineEntries(entries) }),
})
