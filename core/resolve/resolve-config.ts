import { normaliseSourceEntry } from '../contracts/tooling/registry/normalise-source-entry.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { isRemotePath } from '../host/local-remote.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { joinPath } from '../paths/join-path.ts'
import { type Dict, describeValue, isDict, own, setOwn } from '../values.ts'
import { parseComponentId } from './component-id.ts'
import type { Mirrors } from './mirrors.ts'
import { defaultFilename, readSourceSpec, type SourceSpec } from './source-spec.ts'

/** What a `resolve.config.json` says. */
export interface ResolveConfig {
  /** Id, with or without version → source. */
  readonly sources: ReadonlyMap<string, SourceSpec>
  readonly replaceAlias: Dict
  readonly replaceSpec: ReadonlyMap<string, SourceSpec>
  /** `null` allows everything. */
  readonly allowlist: readonly string[] | null
  readonly registrySources: readonly Dict[]
  /** URL prefix → the prefixes that are asked in its place, in order. */
  readonly mirrors: Mirrors
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
  /** Files and folders that a bundle takes along, relative to the project. */
  readonly assets: readonly string[]
  readonly warnings: readonly string[]
}

export const EMPTY_CONFIG: ResolveConfig = {
  sources: new Map(),
  replaceAlias: {},
  replaceSpec: new Map(),
  allowlist: null,
  registrySources: [],
  mirrors: {},
  bindings: {},
  assets: [],
  warnings: [],
}

/**
 * Reads the text of a `resolve.config.json`. Unknown keys are kept out of it without a word.
 *
 * @param file Name for messages.
 * @throws {KernelError} `source_invalid` for text that is no JSON object, and for an entry that cannot be used: a
 * configuration that is half understood resolves to something nobody meant.
 * Spec: contracts.md 5.2.
 */
export function readResolveConfig(text: string, file: string): ResolveConfig {
  const config = parseObject(text, file)
  const replace = tableOf(config, 'replace', file)
  const warnings: string[] = []
  const registrySources: Dict[] = []
  const registry = own(config, 'registry')
  const listed = isDict(registry) ? own(registry, 'sources') : undefined
  for (const entry of Array.isArray(listed) ? listed.filter(isDict) : []) {
    const { entry: kept, warning } = normaliseSourceEntry(entry)
    if (kept === null) warnings.push(warning)
    else registrySources.push(kept)
  }
  const aliases = Object.entries(replace).filter(([, value]) => typeof value === 'string')
  const overrides = Object.entries(replace).filter(([, value]) => typeof value !== 'string')
  return {
    sources: specs(sourceEntries(own(config, 'sources'), file), file, 'sources'),
    replaceAlias: Object.fromEntries(aliases),
    replaceSpec: specs(overrides, file, 'replace'),
    allowlist: allowlistOf(own(config, 'allowlist'), file),
    registrySources,
    mirrors: mirrorTable(config, file),
    bindings: textTable(config, 'bindings', file),
    assets: assetList(own(config, 'assets'), file),
    warnings,
  }
}

/**
 * Adds sources to the text of a `resolve.config.json`, in place of those that have the same id. Its indentation stays.
 *
 * @throws {KernelError} `source_invalid` for text that is no JSON object, or whose sources are a list.
 */
export function addSources(text: string, sources: ReadonlyMap<string, SourceSpec>, file: string): string {
  const config = parseObject(text, file)
  const written = own(config, 'sources') ?? {}
  if (!isDict(written)) throw invalid(file, 'has its sources in a list, which cannot be added to')
  const added = Object.fromEntries(Array.from(sources, ([id, spec]) => [id, sourceEntry(spec)]))
  return configText(text, { ...config, sources: { ...written, ...added } })
}

/**
 * Takes the sources of some components out of the text of a `resolve.config.json`. Its indentation stays.
 *
 * @param paths Id paths without version: `demo/greet`.
 * @returns the text and the ids whose sources are gone; the same text when there are none. A list of sources stays as
 * it is.
 * @throws {KernelError} `source_invalid` for text that is no JSON object.
 */
export function removeSources(
  text: string,
  paths: ReadonlySet<string>,
  file: string,
): { readonly text: string; readonly removed: readonly string[] } {
  const config = parseObject(text, file)
  const written = own(config, 'sources')
  const removed = isDict(written) ? Object.keys(written).filter((id) => paths.has(parseComponentId(id).path)) : []
  if (!isDict(written) || removed.length === 0) return { text, removed: [] }
  const sources = Object.fromEntries(Object.entries(written).filter(([id]) => !removed.includes(id)))
  return { text: configText(text, { ...config, sources }), removed }
}

function configText(before: string, config: Dict): string {
  const indent = /\n([ \t]+)"/.exec(before)?.[1] ?? '  '
  return `${JSON.stringify(config, null, indent)}\n`
}

/** A source as a configuration writes it: what goes without saying is left out. */
function sourceEntry(spec: SourceSpec): Dict {
  if (spec.type !== 'http') return { ...spec }
  const { request, filename, ...rest } = spec
  return { ...rest, ...request, ...(filename === defaultFilename(spec.url) ? {} : { filename }) }
}

function parseObject(text: string, file: string): Dict {
  let value: unknown
  try {
    value = parseJsonDocument(text)
  } catch (cause) {
    throw invalid(file, `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
  if (!isDict(value)) throw invalid(file, 'must hold an object')
  return value
}

function sourceEntries(value: unknown, file: string): Array<[string, unknown]> {
  if (value === undefined || value === null) return []
  if (isDict(value)) return Object.entries(value)
  if (!Array.isArray(value)) throw invalid(file, 'needs an object under "sources"')
  return value.filter(isDict).map((entry) => {
    const id = own(entry, 'id') ?? own(entry, 'target')
    if (typeof id !== 'string') throw invalid(file, `needs a text as "id" of each source, found ${describeValue(id)}`)
    return [id, own(entry, 'spec')]
  })
}

function specs(entries: ReadonlyArray<[string, unknown]>, file: string, section: string): Map<string, SourceSpec> {
  const result = new Map<string, SourceSpec>()
  for (const [id, value] of entries) {
    const spec = readSourceSpec(value)
    if (typeof spec === 'string') throw invalid(file, `has no proper source under ${section}["${id}"]: ${spec}`)
    result.set(id, spec.type === 'git' ? { ...spec, url: remoteFrom(spec.url, file) } : spec)
  }
  return result
}

/** A repository that is written as a path starts at the folder of the configuration. */
function remoteFrom(url: string, file: string): string {
  if (!isRemotePath(url) || url.startsWith('~')) return url
  return joinPath(joinPath(file, '..'), url)
}

function mirrorTable(config: Dict, file: string): Mirrors {
  const table: Record<string, readonly string[]> = {}
  for (const [prefix, value] of Object.entries(tableOf(config, 'mirrors', file))) {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    const texts = list.filter((one): one is string => typeof one === 'string' && one !== '')
    if (texts.length === 0 || texts.length < list.length) {
      throw invalid(file, `needs a text, or a list of texts, under mirrors["${prefix}"]`)
    }
    setOwn(table, prefix, texts)
  }
  return table
}

function assetList(value: unknown, file: string): string[] {
  if (value === undefined || value === null) return []
  const paths: unknown[] = Array.isArray(value) ? value : [value]
  const texts = paths.filter((path): path is string => typeof path === 'string' && path !== '')
  if (texts.length < paths.length) throw invalid(file, 'needs a list of paths under "assets"')
  return texts
}

function allowlistOf(value: unknown, file: string): string[] | null {
  const rules = (Array.isArray(value) ? value : []).map((rule: unknown) => {
    if (typeof rule === 'string') return rule.trim()
    throw invalid(file, `needs texts under "allowlist", found ${describeValue(rule)}`)
  })
  const present = rules.filter((rule) => rule !== '')
  return present.length === 0 ? null : present
}

function tableOf(config: Dict, key: string, file: string): Dict {
  const value = own(config, key) ?? {}
  if (!isDict(value)) throw invalid(file, `needs an object under "${key}"`)
  return value
}

function textTable(config: Dict, key: string, file: string): Record<string, string> {
  const table: Record<string, string> = {}
  for (const [name, value] of Object.entries(tableOf(config, key, file))) {
    if (typeof value !== 'string') throw invalid(file, `needs a text under ${key}["${name}"]`)
    table[name] = value
  }
  return table
}

function invalid(file: string, why: string, cause?: unknown): KernelError {
  return new KernelError('source_invalid', `${file} ${why}`, { data: { file }, cause })
}
