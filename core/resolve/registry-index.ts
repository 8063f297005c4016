import { append } from '../append.ts'
import { parseJsonDocument } from '../parse-json-document.ts'
import { cloneValue, type Dict, isDict, own, setOwn } from '../values.ts'
import { parseRange } from './version-range.ts'

/** A version of a component that a registry lists. */
export interface RegistryEntry {
  readonly id: string
  readonly version: string
  readonly manifest: string
  readonly registryId: string
  readonly priority: number
  readonly order: number
  readonly raw: Dict
  readonly sha256?: string
  readonly artifact?: unknown
}

export interface RegistryIndex {
  readonly registries: readonly Dict[]
  readonly entries: readonly RegistryEntry[]
  readonly packages: Readonly<Record<string, readonly RegistryEntry[]>>
  readonly errors: readonly string[]
}

const DEFAULT_PRIORITY = 100

/**
 * Puts the lines of registry sources into one index: what each id has, lowest priority number first, then in the order
 * of the lines.
 *
 * @param sources `{ registryId, priority?, defaults?, jsonl?, lines? }`; others are skipped.
 * Spec: contracts.md 5.5.2.
 */
export function indexRegistries(sources: unknown): RegistryIndex {
  const registries = new Map<string, Dict>()
  const entries: RegistryEntry[] = []
  const errors: string[] = []
  for (const source of Array.isArray(sources) ? sources : []) {
    const registryId: unknown = isDict(source) ? own(source, 'registryId') : undefined
    if (!isDict(source) || typeof registryId !== 'string' || registryId === '') continue
    const base = priorityOf(own(source, 'priority')) ?? DEFAULT_PRIORITY
    for (const line of linesOf(source, registryId, errors)) {
      const priority = priorityOf(own(line, 'priority')) ?? base
      if (line['kind'] === 'registry') addRegistry(registries, line, { registryId, priority, source })
      else if (line['kind'] === 'component') addComponent(entries, line, { registryId, priority })
    }
  }
  const packages: Record<string, RegistryEntry[]> = {}
  for (const entry of entries) {
    if (!Object.hasOwn(packages, entry.id)) setOwn(packages, entry.id, [])
    packages[entry.id]!.push(entry)
  }
  for (const list of Object.values(packages)) list.sort((a, b) => a.priority - b.priority || a.order - b.order)
  const sorted = [...registries.values()].sort(
    (a, b) => Number(a['priority']) - Number(b['priority']) || (String(a['id']) < String(b['id']) ? -1 : 1),
  )
  return { registries: sorted, entries, packages, errors }
}

/**
 * The first entry of an id that fits a range, from the preferred registry when that has any entry of the id.
 *
 * @returns `null` when none fits.
 * Spec: contracts.md 5.5.3.
 */
export function selectEntry(
  packages: unknown,
  wanted: { readonly id: unknown; readonly range?: unknown; readonly registryId?: unknown },
): Dict | null {
  const listed = isDict(packages) && typeof wanted.id === 'string' ? own(packages, wanted.id) : undefined
  const all = (Array.isArray(listed) ? listed : []).filter(isDict)
  const scoped = all.filter((entry) => own(entry, 'registryId') === wanted.registryId)
  const candidates = scoped.length > 0 ? scoped : all
  if (typeof wanted.range !== 'string' || wanted.range.trim() === '') return candidates[0] ?? null
  const fits = parseRange(wanted.range)
  return candidates.find((entry) => typeof entry['version'] === 'string' && fits(entry['version'])) ?? null
}

function linesOf(source: Dict, registryId: string, errors: string[]): Dict[] {
  const lines: unknown[] = []
  const jsonl = own(source, 'jsonl')
  for (const [index, text] of (typeof jsonl === 'string' ? jsonl.split(/\r?\n/) : []).entries()) {
    if (text.trim() === '') continue
    try {
      lines.push(parseJsonDocument(text))
    } catch {
      errors.push(`registry "${registryId}" line ${index + 1}: invalid JSON`)
    }
  }
  const written = own(source, 'lines')
  if (Array.isArray(written)) append(lines, written)
  return lines.filter(isDict)
}

function addRegistry(
  registries: Map<string, Dict>,
  line: Dict,
  from: { readonly registryId: string; readonly priority: number; readonly source: Dict },
): void {
  const id = typeof line['id'] === 'string' && line['id'] !== '' ? line['id'] : from.registryId
  if (registries.has(id)) return
  const defaults = own(from.source, 'defaults')
  const { kind: _kind, id: _id, priority: _priority, ...data } = { ...(isDict(defaults) ? defaults : {}), ...line }
  registries.set(id, { id, priority: from.priority, ...cloneValue(data), raw: cloneValue(line) })
}

function addComponent(
  entries: RegistryEntry[],
  line: Dict,
  from: { readonly registryId: string; readonly priority: number },
): void {
  const { id, version, manifest, sha256, artifact } = line
  if (typeof id !== 'string' || typeof version !== 'string' || typeof manifest !== 'string') return
  if (id === '' || version === '' || manifest === '') return
  entries.push({
    id,
    version,
    manifest,
    ...from,
    order: entries.length,
    raw: cloneValue(line),
    ...(typeof sha256 === 'string' ? { sha256 } : {}),
    ...(typeof artifact === 'object' && artifact !== null ? { artifact: cloneValue(artifact) } : {}),
  })
}

function priorityOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) + 0 : undefined
}
