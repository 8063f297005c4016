import { tableAt } from '../../../manifest/table-text.ts'
import { type Dict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { warningTexts } from './warnings-merge.ts'

interface ContextInput {
  projectPath?: string
  cacheRoot?: string
  normalizedConfig: Dict
  warnings: unknown
  registryWarnings: unknown
}

const folder = { type: 'string', minLength: 1, 'x-lenient': true }

/**
 * Completes what a resolution works with: folders, tables and warnings, each of its own kind whatever came in.
 *
 * @returns `projectPath` (the working directory when absent), `cacheRoot` (the project when absent), `sources`,
 * `replaceAlias` and `replaceSpec` as tables, `allowlist` as list of texts or null, and all `warnings`.
 * Spec: contracts.md 3.2.7 `resolver/context/prepare`, as intended.
 */
export const resolverContextPrepare = defineContract<ContextInput>({
  id: 'lcod://tooling/resolver/context/prepare@0.1.0',
  summary: 'Completes what a resolution works with.',
  input: {
    type: 'object',
    properties: {
      projectPath: { ...folder, description: 'Folder of the project' },
      cacheRoot: { ...folder, description: 'Folder for what is fetched' },
      normalizedConfig: {
        type: 'object',
        default: {},
        'x-lenient': true,
        description: 'sources, replaceAlias, replaceSpec, allowlist',
      },
      warnings: { description: 'Warnings so far' },
      registryWarnings: { description: 'Warnings of the registries' },
    },
  },
  output: {
    type: 'object',
    required: ['projectPath', 'cacheRoot', 'sources', 'replaceAlias', 'replaceSpec', 'allowlist', 'warnings'],
    properties: {
      projectPath: { type: 'string', description: 'Folder of the project' },
      cacheRoot: { type: 'string', description: 'Folder for what is fetched' },
      sources: { type: 'object', description: 'Id → source' },
      replaceAlias: { type: 'object', description: 'Id → id' },
      replaceSpec: { type: 'object', description: 'Id → source' },
      allowlist: { type: ['array', 'null'], description: 'Rules; null allows everything' },
      warnings: { type: 'array', description: 'Warnings so far, then those of the registries' },
    },
  },
  example: {
    input: { projectPath: '/app', normalizedConfig: { allowlist: ['lcod://acme', ''] }, warnings: ['a'] },
    output: {
      projectPath: '/app',
      cacheRoot: '/app',
      sources: {},
      replaceAlias: {},
      replaceSpec: {},
      allowlist: ['lcod://acme'],
      warnings: ['a'],
    },
  },
  run({ projectPath, cacheRoot, normalizedConfig, warnings, registryWarnings }, call) {
    const project = projectPath ?? call.resolvePath('.')
    const allowlist = own(normalizedConfig, 'allowlist')
    return {
      projectPath: project,
      cacheRoot: cacheRoot ?? project,
      sources: tableAt(normalizedConfig, 'sources'),
      replaceAlias: tableAt(normalizedConfig, 'replaceAlias'),
      replaceSpec: tableAt(normalizedConfig, 'replaceSpec'),
      allowlist: Array.isArray(allowlist) ? warningTexts(allowlist) : null,
      warnings: [...warningTexts(warnings), ...warningTexts(registryWarnings)],
    }
  },
})
