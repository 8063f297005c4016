import { tableAt } from '../../../manifest/table-text.ts'
import { type Dict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { collectQueue } from './collect-queue.ts'
import type { FetchContext } from './fetch-entrypoint.ts'
import { mergeInlineEntries } from './merge-inline-entries.ts'
import { normalizePointers } from './normalize-pointer.ts'
import { priorityAt } from './priority-at.ts'

const ID = 'lcod://tooling/registry_sources/collect_entries@0.1.0'

/**
 * Everything that the sources of a `sources.json` lead to, as one registry source for each registry.
 *
 * @param sourcesBaseDir Absolute folder of the document.
 * Spec: contracts.md 5.4 steps 3 to 7.
 */
export async function collectEntries(
  sourcesConfig: Dict,
  sourcesBaseDir: string,
  context: FetchContext,
): Promise<{ readonly registrySources: readonly Dict[]; readonly warnings: readonly string[] }> {
  const defaults = tableAt(sourcesConfig, 'defaults')
  const shared = { defaultEntrypoint: tableAt(defaults, 'entrypoint'), basePriority: priorityAt(defaults) }
  const roots = normalizePointers(own(sourcesConfig, 'sources'), { ...shared, baseDir: sourcesBaseDir, sourcesBaseDir })
  const { contributions, warnings } = await collectQueue(roots.pointers, { ...shared, ...context })
  return { registrySources: mergeInlineEntries(contributions), warnings: [...roots.warnings, ...warnings] }
}

const folder = { type: 'string', minLength: 1, default: '.', 'x-lenient': true }

/**
 * `collectEntries` as a component.
 *
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.6.
 */
export const registrySourcesCollectEntries = defineContract<{
  sourcesConfig: Dict
  sourcesBaseDir: string
  downloadsRoot: string
}>({
  id: ID,
  summary: 'Reads everything that a list of sources leads to.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      sourcesConfig: {
        type: 'object',
        default: {},
        'x-lenient': true,
        description: 'A document of the schema `lcod-resolver/sources@1`',
      },
      sourcesBaseDir: { ...folder, description: 'Folder it lies in' },
      downloadsRoot: { ...folder, description: 'Folder for what is fetched' },
    },
  },
  output: {
    type: 'object',
    required: ['registrySources', 'warnings'],
    properties: {
      registrySources: { type: 'array', description: 'Sources for `registry/source/load`, one for each registry' },
      warnings: { type: 'array', description: 'What was left out' },
    },
  },
  run: ({ sourcesConfig, sourcesBaseDir, downloadsRoot }, call) =>
    collectEntries(sourcesConfig, call.resolvePath(sourcesBaseDir), {
      call,
      id: ID,
      downloadsRoot: call.resolvePath(downloadsRoot),
    }),
})
