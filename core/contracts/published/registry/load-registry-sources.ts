import { survivedError } from '../../../errors/survived-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { textAt } from '../../../manifest/table-text.ts'
import { parseJsonDocument } from '../../../parse-json-document.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, isDict, own } from '../../../values.ts'

/** What the index takes from one registry. */
export interface LoadedRegistries {
  readonly sources: readonly Dict[]
  readonly warnings: readonly string[]
}

interface Reader {
  readonly folder: string
  readonly call: Call
  readonly id: string
  readonly warnings: string[]
}

/**
 * Brings the lines of registry sources together, from files and from what the entries hold themselves.
 *
 * A source that gives no lines is left out with a warning; one without id is left out silently.
 *
 * @param folder Absolute path that relative ones start at.
 * @param id Component on whose behalf files are read.
 * Spec: contracts.md 5.5.1.
 */
export async function loadRegistrySources(
  entries: readonly unknown[],
  { folder, call, id }: { readonly folder: string; readonly call: Call; readonly id: string },
): Promise<LoadedRegistries> {
  const reader: Reader = { folder, call, id, warnings: [] }
  const sources: Dict[] = []
  for (const entry of entries.filter(isDict)) {
    call.ensureNotCancelled()
    const registryId = textAt(entry, 'id')
    const loaded = registryId === undefined ? undefined : await loadSource(entry, registryId, reader)
    if (loaded !== undefined) sources.push(loaded)
  }
  return { sources, warnings: reader.warnings }
}

async function loadSource(entry: Dict, registryId: string, reader: Reader): Promise<Dict | undefined> {
  const content = await contentOf(entry, registryId, reader)
  if (content === undefined) return undefined
  const priority = own(entry, 'priority')
  const written = own(entry, 'defaults')
  const defaults = isDict(written) ? written : await defaultsOf(content.registryPath, registryId, reader)
  return {
    registryId,
    ...(typeof priority === 'number' && Number.isFinite(priority) ? { priority: Math.trunc(priority) + 0 } : {}),
    ...(defaults === undefined ? {} : { defaults }),
    ...content.lines,
  }
}

interface Content {
  readonly lines: { readonly jsonl?: string; readonly lines?: readonly Dict[] }
  /** File that describes the registry, when the source names or implies one. */
  readonly registryPath?: string
}

async function contentOf(entry: Dict, registryId: string, reader: Reader): Promise<Content | undefined> {
  const type = textAt(entry, 'type') ?? 'path'
  const jsonl = textAt(entry, 'jsonl')
  const path = textAt(entry, 'path')
  const described = textAt(entry, 'registryPath')
  switch (type) {
    case 'path': {
      const root = joinPath(reader.folder, path ?? '.')
      const text = await readText(joinPath(root, textAt(entry, 'packagesPath') ?? 'packages.jsonl'), reader)
      const registryPath = joinPath(root, described ?? 'registry.json')
      return text === undefined ? undefined : { lines: { jsonl: text }, registryPath }
    }
    case 'jsonl': {
      if (jsonl === undefined && path === undefined)
        return refused(registryId, 'has neither "jsonl" nor "path"', reader)
      const text = jsonl ?? (await readText(joinPath(reader.folder, path ?? ''), reader))
      if (text === undefined) return undefined
      const registryPath = described === undefined ? {} : { registryPath: joinPath(reader.folder, described) }
      return { lines: { jsonl: text }, ...registryPath }
    }
    case 'inline': {
      const written = own(entry, 'lines')
      const lines = Array.isArray(written) ? written.filter(isDict) : []
      if (lines.length === 0) return refused(registryId, 'has no "lines"', reader)
      return { lines: { ...(jsonl === undefined ? {} : { jsonl }), lines } }
    }
    default:
      return refused(registryId, `has the unknown type "${type}"`, reader)
  }
}

/** What a `registry.json` says about a registry; `undefined` when it has no entry for it. */
async function defaultsOf(path: string | undefined, registryId: string, reader: Reader): Promise<Dict | undefined> {
  const text = path === undefined ? undefined : await readText(path, reader)
  if (text === undefined) return undefined
  try {
    const document: unknown = parseJsonDocument(text)
    const listed = isDict(document) ? own(document, 'registries') : undefined
    return (Array.isArray(listed) ? listed : []).filter(isDict).find((registry) => own(registry, 'id') === registryId)
  } catch (error) {
    reader.warnings.push(`registry source "${registryId}": ${path} is no JSON: ${survivedError(error).message}`)
    return undefined
  }
}

/** The text of a file; an empty one counts as missing. */
async function readText(path: string, { call, id, warnings }: Reader): Promise<string | undefined> {
  try {
    const bytes = await requirePort(call.host, 'files', id).read(path, { signal: call.signal })
    const text = new TextDecoder().decode(bytes)
    if (text !== '') return text
    warnings.push(`registry source: ${path} is empty`)
  } catch (thrown) {
    warnings.push(`registry source: ${path} cannot be read: ${survivedError(thrown).message}`)
  }
  return undefined
}

function refused(registryId: string, why: string, { warnings }: Reader): undefined {
  warnings.push(`registry source "${registryId}" ${why}`)
}
