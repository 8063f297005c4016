import { fileError } from '../errors/file-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { FilesPort } from '../host/files.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { type Dict, isDict, own } from '../values.ts'
import { type ListPointer, readPointers } from './list-pointer.ts'
import { LIST_SCHEMAS, SOURCES_SCHEMA } from './list-schemas.ts'
import { configuredLocation, type FileLocation } from './location.ts'

export interface ProjectListsOptions {
  readonly files: FilesPort
  /** Absolute folder of the project. */
  readonly folder: string
  /** The list to take: a path relative to the folder, or a URL. `lcod.sources.jsonl`, else `sources.json`, when absent. */
  readonly sourcesPath?: string | undefined
  /** A list for a project that has none of its own; absolute. */
  readonly fallbackPath?: string | undefined
  /** `registry.sources` of the configuration, normalised. */
  readonly registrySources: readonly Dict[]
  readonly warn: (warning: string) => void
}

/**
 * The lists of components that a project names, in the order they are searched.
 *
 * @throws {KernelError} `source_invalid` for a `sources.json` that is none, and for `sourcesPath` when nothing is there;
 * the codes of files.
 * Spec: contracts.md 5.2, 5.3, 5.4.
 */
export async function projectLists(options: ProjectListsOptions): Promise<ListPointer[]> {
  const { files, sourcesPath, fallbackPath, folder } = options
  const registries = registryPointers(options)
  const own = await firstOf(options, sourcesPath === undefined ? ['lcod.sources.jsonl', 'sources.json'] : [sourcesPath])
  if (own !== undefined) return [...own, ...registries]
  if (sourcesPath !== undefined) {
    throw new KernelError('source_invalid', `There are no sources "${sourcesPath}"`, { data: { file: sourcesPath } })
  }
  const hasFallback = fallbackPath !== undefined && registries.length === 0 && (await hasFile(files, fallbackPath))
  return hasFallback ? [{ id: 'lcod-manifest', location: configuredLocation(fallbackPath, folder) }] : registries
}

async function firstOf(
  { files, folder, warn }: ProjectListsOptions,
  names: readonly string[],
): Promise<ListPointer[] | undefined> {
  for (const name of names) {
    const location = configuredLocation(name, folder)
    if (location.kind === 'file' && !(await hasFile(files, location.path))) continue
    if (location.kind === 'url' || name.endsWith('.jsonl')) return [{ id: 'lcod-manifest', location }]
    const text = new TextDecoder().decode(await files.read(location.path))
    return pointersOf(parseObject(text, location.path), location, warn)
  }
  return undefined
}

/** What a JSON file names: it is a list of lists itself, or any other that is read whole. */
function pointersOf(document: Dict, location: FileLocation, warn: (warning: string) => void): ListPointer[] {
  const schema = own(document, 'schema')
  if (typeof schema === 'string' && LIST_SCHEMAS.has(schema)) return [{ id: 'lcod-manifest', location }]
  const sources = own(document, 'sources')
  if (!Array.isArray(sources)) throw invalid(location.path, 'needs a list under "sources"')
  if (schema !== SOURCES_SCHEMA) {
    warn(`"${location.path}" has the schema ${JSON.stringify(schema ?? null)}, expected "${SOURCES_SCHEMA}"`)
  }
  return readPointers(sources, location, { warn, defaults: own(document, 'defaults') })
}

/** Registries of the configuration: lists in a file, or written into it. */
function registryPointers({ registrySources, folder }: ProjectListsOptions): ListPointer[] {
  const pointers = registrySources.map((entry) => {
    const { id, type, path, packagesPath, lines, jsonl, priority } = entry
    const isFile = typeof path === 'string'
    const packages = typeof packagesPath === 'string' ? packagesPath : 'packages.jsonl'
    const file = !isFile ? 'resolve.config.json' : type === 'path' ? `${path}/${packages}` : path
    return {
      id: String(id),
      location: configuredLocation(file, folder),
      priority: typeof priority === 'number' ? priority : 100,
      ...(isFile ? {} : { inline: { text: typeof jsonl === 'string' ? jsonl : '', lines: dictsOf(lines) } }),
    }
  })
  return pointers.sort((left, right) => left.priority - right.priority)
}

function parseObject(text: string, file: string): Dict {
  let value: unknown
  try {
    value = parseJsonDocument(text)
  } catch (cause) {
    throw invalid(file, 'is not JSON', cause)
  }
  if (isDict(value)) return value
  throw invalid(file, 'holds no object')
}

/** Something else in the place of a file that the project is made of is not passed over. */
export async function hasFile(files: FilesPort, path: string): Promise<boolean> {
  const info = await files.info(path)
  if (info?.kind === 'directory') throw fileError('EISDIR', path)
  return info?.kind === 'file'
}

function dictsOf(value: unknown): Dict[] {
  return Array.isArray(value) ? value.filter(isDict) : []
}

function invalid(file: string, why: string, cause?: unknown): KernelError {
  return new KernelError('source_invalid', `"${file}" ${why}`, { data: { file }, cause })
}
