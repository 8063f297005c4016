import { textAt } from '../../../manifest/table-text.ts'
import { type JsonLine, readJsonLines } from '../../../resolve/read-json-lines.ts'
import { type Dict, describeValue, isDict, own } from '../../../values.ts'
import { priorityAt } from './priority-at.ts'

/** What was read from one list. */
export interface ListContent {
  /** Its own lines, under the id of its registry. */
  readonly entry: Dict | null
  /** Entries that lead to further lists, as written. */
  readonly entries: readonly Dict[]
  readonly warnings: readonly string[]
}

const TEXT_KEYS = ['version', 'lcp', 'url', 'package', 'namespace'] as const
const FILTER_KEYS = ['package', 'namespace', 'version'] as const

/**
 * Reads a list of JSON lines (`lcod-manifest/list@1`). Its first line must be a header; a line that is no JSON or of an
 * unknown type is left out with a warning.
 *
 * Spec: contracts.md 5.4 step 5, 5.5.4.
 */
export async function readManifestList(
  bytes: Uint8Array,
  pointer: Dict,
  basePriority: number | undefined,
): Promise<ListContent> {
  const name = textAt(pointer, 'id') ?? 'catalogue'
  const warnings: string[] = []
  const lines: Dict[] = []
  for await (const line of readJsonLines(once(bytes))) {
    const value = objectOf(line, name, warnings)
    if (value !== undefined) lines.push(value)
  }
  const [header, ...rest] = lines
  if (header === undefined || lowerCase(header['type']) !== 'manifest') {
    return {
      entry: null,
      entries: [],
      warnings: [...warnings, `The list "${name}" does not begin with a manifest line`],
    }
  }
  const id = textAt(header, 'id') ?? name
  const components: Dict[] = []
  const entries: Dict[] = []
  for (const line of rest) {
    const type = lowerCase(line['type'])
    if (type === 'component') addComponent(components, line, id, warnings)
    else if (type === 'list') addList(entries, line, id, warnings)
    else warnings.push(`The list "${id}" has a line of the unknown type ${describeValue(line['type'] ?? null)}`)
  }
  const priority = priorityAt(header) ?? priorityAt(pointer) ?? basePriority
  const defaults = own(header, 'defaults')
  const metadata = [own(header, 'metadata'), own(pointer, 'metadata')].find(isDict)
  const entry = {
    id,
    lines: components,
    ...(priority === undefined ? {} : { priority }),
    ...(isDict(defaults) ? { defaults } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  }
  return { entry, entries, warnings }
}

function addComponent(lines: Dict[], line: Dict, registryId: string, warnings: string[]): void {
  const id = textAt(line, 'id')
  if (id === undefined) {
    warnings.push(`The list "${registryId}" has a component without id`)
    return
  }
  const manifest = textAt(line, 'compose') ?? textAt(line, 'manifest')
  const priority = priorityAt(line)
  const tables = (['metadata', 'artifact'] as const).filter((key) => isDict(own(line, key)))
  const digests = (['sha256', 'integrity'] as const).filter((key) => Boolean(own(line, key)))
  lines.push({
    kind: 'component',
    id,
    registryId,
    ...texts(line, TEXT_KEYS),
    ...(manifest === undefined ? {} : { manifest }),
    ...Object.fromEntries([...tables, ...digests].map((key) => [key, line[key]])),
    ...(priority === undefined ? {} : { priority }),
  })
}

function addList(entries: Dict[], line: Dict, listId: string, warnings: string[]): void {
  const url = textAt(line, 'url')
  const path = textAt(line, 'path')
  if (url === undefined && path === undefined) {
    warnings.push(`The list "${listId}" names a list with neither path nor url`)
    return
  }
  const written = own(line, 'metadata')
  const metadata = { ...(isDict(written) ? written : {}), ...texts(line, FILTER_KEYS) }
  const priority = priorityAt(line)
  const checksum = textAt(line, 'checksum') ?? textAt(metadata, 'checksum')
  entries.push({
    id: textAt(line, 'id') ?? listId,
    ...(priority === undefined ? {} : { priority }),
    ...(checksum === undefined ? {} : { checksum }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    entrypoint: path === undefined ? { type: 'https', url } : { type: 'file', path },
  })
}

function texts(line: Dict, keys: readonly string[]): Dict {
  const present = keys.filter((key) => textAt(line, key) !== undefined)
  return Object.fromEntries(present.map((key) => [key, line[key]]))
}

function objectOf(line: JsonLine, name: string, warnings: string[]): Dict | undefined {
  if (!line.ok) warnings.push(`The list "${name}", line ${line.number}: ${line.reason}`)
  return line.ok && isDict(line.value) ? line.value : undefined
}

function lowerCase(type: unknown): string {
  return typeof type === 'string' ? type.toLowerCase() : ''
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
