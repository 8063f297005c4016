import { composeFromValue } from '../../compose/compose-from-value.ts'
import type { Composition } from '../../compose/composition.ts'
import { invalidCompose } from '../../compose/invalid-compose.ts'
import { parseCompose } from '../../compose/parse-compose.ts'
import { ExecutionCancelledError, KernelError } from '../../errors/kernel-error.ts'
import { normaliseError } from '../../errors/normalise-error.ts'
import { type Manifest, readManifest } from '../../manifest/read-manifest.ts'
import type { ComposeComponent } from '../../resolve/registry.ts'
import { completeId, type PackageContext } from '../../resolve/relative-id.ts'
import type { OperatorCall } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { type Dict, isDict } from '../../values.ts'

/**
 * Registers components in the running registry level: from inline steps or from files. They stay until that level ends:
 * the registry scope around the step, else the run. Natives of the kernel keep their ids.
 *
 * What cannot be registered is skipped with a warning.
 *
 * Spec: engine.md 4.5; contracts.md 3.1.17.
 */
export const resolverRegister: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/resolver/register@1',
  summary: 'Register components while a compose runs',
  onResume: 'repeat',
  input: {
    type: 'object',
    properties: {
      components: {
        type: 'array',
        description: 'id with compose or composePath; optional context, inputs, outputs, lcpPath',
      },
    },
  },
  output: {
    type: 'object',
    properties: {
      registered: { type: 'integer' },
      warnings: { type: 'array', description: 'Absent when there is none' },
    },
  },
  async run(input, call) {
    const warnings: string[] = []
    let registered = 0
    for (const entry of Array.isArray(input['components']) ? input['components'] : []) {
      call.ensureNotCancelled()
      try {
        call.registry.register(await componentFrom(entry, call))
        registered++
      } catch (thrown) {
        const error = normaliseError(thrown)
        if (error instanceof ExecutionCancelledError) throw error
        warnings.push(`resolver/register: ${error.message}`)
      }
    }
    return warnings.length === 0 ? { registered } : { registered, warnings }
  },
}

async function componentFrom(entry: unknown, call: OperatorCall): Promise<ComposeComponent> {
  const id = isDict(entry) && typeof entry['id'] === 'string' ? entry['id'].trim() : ''
  if (!isDict(entry) || id === '') throw refused('component entry without an id')
  const manifest = await manifestOf(entry, call)
  const context = contextOf(entry['context']) ?? manifest?.context
  const inputs = namesOf(entry['inputs']) ?? manifest?.inputs
  const outputs = namesOf(entry['outputs']) ?? manifest?.outputs
  return {
    kind: 'compose',
    id: completeId(id, context),
    composition: await compositionOf(entry, id, call),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(manifest === undefined ? {} : { slotNames: manifest.slots }),
    ...(context === undefined ? {} : { context }),
  }
}

async function compositionOf(entry: Dict, id: string, call: OperatorCall): Promise<Composition> {
  if (Array.isArray(entry['compose'])) return composeFromValue(entry['compose'], id)
  const path = entry['composePath']
  if (typeof path !== 'string' || path === '') throw refused(`"${id}" has neither compose nor composePath`)
  const { composition, problems } = parseCompose(await readText(path, call), { file: path })
  if (composition === undefined) throw invalidCompose(problems, path)
  return composition
}

/** The manifest an entry names, else the one beside its compose; none is fine, a broken one is not. */
async function manifestOf(entry: Dict, call: OperatorCall): Promise<Manifest | undefined> {
  const named = entry['lcpPath'] ?? (isDict(entry['lcp']) ? entry['lcp']['path'] : entry['lcp'])
  if (typeof named === 'string' && named !== '') return readManifest(await readText(named, call), named)
  const compose = entry['composePath']
  if (typeof compose !== 'string' || compose === '') return undefined
  const beside = call.resolvePath(`${compose}/../lcp.toml`)
  if ((await call.host.files?.info(beside)) == null) return undefined
  return readManifest(await readText(beside, call), beside)
}

async function readText(path: string, call: OperatorCall): Promise<string> {
  const { files } = call.host
  if (files === undefined) throw refused(`cannot read ${path}: the host has no files`)
  return new TextDecoder().decode(await files.read(call.resolvePath(path), { signal: call.signal }))
}

function contextOf(value: unknown): PackageContext | undefined {
  if (!isDict(value) || typeof value['basePath'] !== 'string') return undefined
  const { basePath, version, aliasMap } = value
  const aliases = Object.entries(isDict(aliasMap) ? aliasMap : {})
  return {
    basePath,
    version: typeof version === 'string' ? version : '0.0.0',
    aliasMap: Object.fromEntries(aliases.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
  }
}

function namesOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : undefined
}

function refused(why: string): KernelError {
  return new KernelError('invalid_input', why)
}
