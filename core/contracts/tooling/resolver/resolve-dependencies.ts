import { KernelError } from '../../../errors/kernel-error.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

interface ResolveInput {
  rootDescriptor: Dict
  rootDescriptorText?: string
  rootId?: string
  projectPath: string
  cacheRoot?: string
  normalizedConfig: Dict
  config: Dict
  specSources: unknown
  registryPackages: Dict
  registryEntries: unknown[]
  registryRegistries: unknown[]
}

/** Where the steps of the resolver leave their warnings. */
const WARNING_BUCKETS = [
  'warnings',
  'loadWarnings',
  'indexWarnings',
  'registrationWarnings',
  'pointerWarnings',
] as const

const text = { type: 'string', minLength: 1, 'x-lenient': true }
const table = { type: 'object', default: {}, 'x-lenient': true }
const list = { type: 'array', default: [], 'x-lenient': true }

/**
 * Resolves the dependencies of a descriptor into one tree: sources of the configuration, replacements, the allowlist and
 * the registries decide where each comes from; Git and HTTP sources are fetched into the cache.
 *
 * @returns `resolverResult` with `root` (each node: id, resolved when it differs, source, integrity, dependencies) and
 * the `registry` it was given, and `warnings`: what could not be loaded is a leaf and a warning, not an error.
 * @throws {KernelError} `invalid_input` without a root descriptor or any id for it; `dependency_not_allowed` for the
 * root; `cancelled`.
 * Spec: contracts.md 6.4.
 */
export const resolveDependencies = defineContract<ResolveInput>({
  id: 'lcod://contract/tooling/resolver/resolve_dependencies@1',
  summary: 'Resolves the dependencies of a descriptor.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['rootDescriptor'],
    properties: {
      rootDescriptor: { type: 'object', description: 'Table of the root’s lcp.toml' },
      rootDescriptorText: { ...text, description: 'Its text, for the digest' },
      rootId: { ...text, description: 'Id of the root; the descriptor’s when absent' },
      projectPath: { ...text, default: '.', description: 'Folder that relative paths start at' },
      cacheRoot: { ...text, description: 'Folder for what is fetched; the project when absent' },
      normalizedConfig: { ...table, description: 'sources, replaceAlias, replaceSpec, allowlist' },
      config: { ...table, description: 'resolve.config.json, for its sources' },
      specSources: { description: 'Further sources, under those of the configuration' },
      registryPackages: { ...table, description: 'Id without version → entries of the registries' },
      registryEntries: { ...list, description: 'Given back' },
      registryRegistries: { ...list, description: 'Given back' },
      ...Object.fromEntries(WARNING_BUCKETS.map((name) => [name, { ...list, description: 'Warnings so far' }])),
    },
  },
  output: {
    type: 'object',
    required: ['resolverResult', 'warnings'],
    properties: {
      resolverResult: { type: 'object', description: 'root, warnings and registry' },
      warnings: { type: 'array', description: 'Warnings so far and those of this step' },
    },
  },
  async run(input, call) {
    const rootId = input.rootId ?? own(input.rootDescriptor, 'id')
    if (typeof rootId !== 'string' || rootId === '') throw new KernelError('invalid_input', 'rootId missing')
    const warnings = WARNING_BUCKETS.flatMap((name) => stringsOf(own(input, name)))
    const root = await resolveTree(rootId, input, call, warnings)
    const { registryRegistries: registries, registryEntries: entries, registryPackages: packages } = input
    return { resolverResult: { root, warnings, registry: { registries, entries, packages } }, warnings }
  },
})

async function resolveTree(rootId: string, input: ResolveInput, call: Call, warnings: string[]): Promise<unknown> {
  const { normalizedConfig: config } = input
  const project = call.resolvePath(input.projectPath)
  const configured = sourceTable(own(config, 'sources')) ?? sourceTable(own(input.config, 'sources')) ?? {}
  // Loaded by the first resolution: few runs have one.
  const [{ resolveNested }, { SourceFetcher }] = await Promise.all([
    import('../../../resolve/nested-graph.ts'),
    import('../../../resolve/source-fetcher.ts'),
  ])
  const cacheRoot = input.cacheRoot === undefined ? project : call.resolvePath(input.cacheRoot)
  return resolveNested(
    rootId,
    { descriptor: input.rootDescriptor, text: input.rootDescriptorText, spec: { type: 'path', path: '.' } },
    {
      fetcher: new SourceFetcher({ host: call.host, project, cacheRoot, signal: call.signal }),
      sources: { ...sourceTable(input.specSources), ...configured },
      replaceAlias: tableOf(own(config, 'replaceAlias')),
      replaceSpec: tableOf(own(config, 'replaceSpec')),
      allowlist: Array.isArray(own(config, 'allowlist')) ? stringsOf(own(config, 'allowlist')) : null,
      packages: input.registryPackages,
      warn: (warning) => warnings.push(warning),
      ensureNotCancelled: () => call.ensureNotCancelled(),
    },
  )
}

/** Sources as a table of id → source; a list of `{ id | target, spec }` is read too. */
function sourceTable(value: unknown): Dict | undefined {
  if (isDict(value)) return value
  if (!Array.isArray(value)) return undefined
  const entries = value.filter(isDict).map((entry) => [own(entry, 'id') ?? own(entry, 'target'), own(entry, 'spec')])
  return Object.fromEntries(entries.filter(([id]) => typeof id === 'string'))
}

function tableOf(value: unknown): Dict {
  return isDict(value) ? value : {}
}

function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).filter((item): item is string => typeof item === 'string' && item !== '')
}
