import { textAt } from '../../../manifest/table-text.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { priorityAt } from './priority-at.ts'

/**
 * A registry source of type inline, of the lines that a list gave.
 *
 * @param pointer Gives the metadata when the entry has none.
 * @returns `null` without id or lines.
 * Spec: contracts.md 5.4 step 7.
 */
export function buildInlineEntry(entry: unknown, pointer: unknown): Dict | null {
  const id = isDict(entry) ? textAt(entry, 'id') : undefined
  const lines = isDict(entry) ? own(entry, 'lines') : undefined
  if (!isDict(entry) || id === undefined || !Array.isArray(lines) || lines.length === 0) return null
  const priority = priorityAt(entry)
  const defaults = own(entry, 'defaults')
  const metadata = [own(entry, 'metadata'), isDict(pointer) ? own(pointer, 'metadata') : undefined].find(isDict)
  return {
    id,
    type: 'inline',
    lines,
    ...(priority === undefined ? {} : { priority }),
    ...(isDict(defaults) ? { defaults } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

/** `buildInlineEntry` as a component. Spec: contracts.md 3.2.6. */
export const registrySourcesBuildInlineEntry = defineContract<{ entry?: unknown; pointer?: unknown }>({
  id: 'lcod://tooling/registry_sources/build_inline_entry@0.1.0',
  summary: 'Makes a registry source of the lines of a list.',
  input: {
    type: 'object',
    properties: {
      entry: { description: 'id and lines; optional priority, defaults and metadata' },
      pointer: { description: 'Where the list was; gives the metadata when the entry has none' },
    },
  },
  output: {
    type: 'object',
    required: ['contribution'],
    properties: { contribution: { type: ['object', 'null'], description: 'The source; null without id or lines' } },
  },
  example: {
    input: { entry: { id: 'acme', lines: [{ kind: 'component' }] }, pointer: { metadata: { from: 'web' } } },
    output: {
      contribution: { id: 'acme', type: 'inline', lines: [{ kind: 'component' }], metadata: { from: 'web' } },
    },
  },
  run: ({ entry, pointer }) => ({ contribution: buildInlineEntry(entry, pointer) }),
})
