import { tableAt, textAt } from '../../../manifest/table-text.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { priorityAt } from './priority-at.ts'

/** What a pointer takes over from its surroundings. */
export interface PointerContext {
  /** The pointer whose list names this one. */
  readonly inherited?: Dict | undefined
  readonly baseDir?: string | undefined
  readonly sourcesBaseDir: string
  readonly defaultEntrypoint: Dict
  readonly basePriority?: number | undefined
  /** Folder of the list that names it: its paths start there. */
  readonly catalogueBaseDir?: string | undefined
}

/** A pointer, or why there is none. */
export interface NormalisedPointer {
  readonly pointer: Dict | null
  readonly warnings: readonly string[]
}

const HTTP_KEYS = ['url', 'method', 'headers', 'query', 'timeoutMs', 'followRedirects', 'body', 'bodyEncoding']
const GIT_KEYS = ['url', 'ref', 'commit', 'subpath', 'path']
/** Members that older entries write beside `entrypoint` instead of in it. */
const FLAT_KEYS = ['path', ...HTTP_KEYS, 'ref', 'commit', 'subpath']

/**
 * Brings an entry of a list of sources into one form.
 *
 * A pointer takes over id, priority, metadata, transport and public key of the list that names it; what belongs to one
 * file, such as its checksum, it has to itself. Of the list's entrypoint nothing is taken over by an entry with a URL of
 * its own, so that no header meant for one server is sent to another.
 *
 * Spec: contracts.md 5.4 step 3.
 */
export function normalizePointer(entry: Dict, context: PointerContext): NormalisedPointer {
  const { inherited = {}, basePriority } = context
  const id = textAt(entry, 'id') ?? textAt(inherited, 'id') ?? 'catalogue'
  const entrypoint = entrypointOf(entry, context)
  if (typeof entrypoint === 'string') return { pointer: null, warnings: [`The source "${id}" ${entrypoint}`] }
  const given = (key: string) => own(entry, key) ?? own(inherited, key) ?? null
  const { catalogueBaseDir = textAt(entry, 'catalogueBaseDir') } = context
  const pointer = {
    id,
    priority: priorityAt(entry) ?? priorityAt(inherited) ?? basePriority ?? null,
    checksum: textAt(tableAt(entry, 'entrypoint'), 'checksum') ?? textAt(entry, 'checksum') ?? null,
    signature: textAt(entry, 'signature') ?? null,
    publicKey: given('publicKey'),
    metadata: given('metadata'),
    entrypoint,
    transport: given('transport'),
    baseDir: context.baseDir ?? textAt(inherited, 'baseDir') ?? context.sourcesBaseDir,
    commit: entrypoint['type'] === 'git' ? (textAt(entrypoint, 'commit') ?? null) : (textAt(entry, 'commit') ?? null),
    ...(catalogueBaseDir === undefined ? {} : { catalogueBaseDir }),
  }
  return { pointer, warnings: [] }
}

/** The entrypoint with the members that count for its type, or what is wrong with it. */
function entrypointOf(entry: Dict, { inherited = {}, defaultEntrypoint }: PointerContext): Dict | string {
  const written = tableAt(entry, 'entrypoint')
  const flat = picked(entry, FLAT_KEYS)
  const isOwn = textAt(written, 'url') !== undefined || textAt(flat, 'url') !== undefined
  const taken = isOwn ? {} : tableAt(inherited, 'entrypoint')
  const named = [textAt(written, 'type'), textAt(taken, 'type'), textAt(entry, 'type'), textAt(entry, 'kind')]
  const type = (named.find((name) => name !== undefined) ?? textAt(defaultEntrypoint, 'type') ?? 'https').toLowerCase()
  const merged = { ...defaultEntrypoint, ...taken, ...written, ...flat }
  switch (type) {
    case 'file':
      return textAt(merged, 'path') === undefined ? 'names no path' : { type, path: merged['path'] }
    case 'http':
    case 'https':
      return textAt(merged, 'url') === undefined ? 'names no url' : { type: 'https', ...picked(merged, HTTP_KEYS) }
    case 'git':
      return textAt(merged, 'url') === undefined ? 'names no url' : { type, ...picked(merged, GIT_KEYS) }
    default:
      return `has the unknown type "${type}"`
  }
}

function picked(table: Dict, keys: readonly string[]): Dict {
  const present = keys.filter((key) => own(table, key) !== undefined && own(table, key) !== null)
  return Object.fromEntries(present.map((key) => [key, table[key]]))
}

const folder = { type: 'string', minLength: 1, 'x-lenient': true }
const table = { type: 'object', default: {}, 'x-lenient': true }

/**
 * `normalizePointer` as a component.
 *
 * @returns `pointer`, null for an entry that points nowhere, and a warning that says why.
 * Spec: contracts.md 3.2.6, 5.4 step 3.
 */
export const registrySourcesNormalizePointer = defineContract<{
  entry: Dict
  inherited?: Dict
  baseDir?: string
  sourcesBaseDir: string
  defaultEntrypoint: Dict
  basePriority?: number
  catalogueBaseDir?: string
}>({
  id: 'lcod://tooling/registry_sources/normalize_pointer@0.1.0',
  summary: 'Brings an entry of a list of sources into one form.',
  input: {
    type: 'object',
    properties: {
      entry: { ...table, description: 'The entry as written' },
      inherited: { type: 'object', 'x-lenient': true, description: 'The pointer whose list names it' },
      baseDir: { ...folder, description: 'Folder that its paths start at' },
      sourcesBaseDir: { ...folder, default: '.', description: 'The same, when nothing else says it' },
      defaultEntrypoint: { ...table, description: 'Members of the entrypoint that the entry leaves out' },
      basePriority: { type: 'number', 'x-lenient': true, description: 'Priority when nothing else says it' },
      catalogueBaseDir: { ...folder, description: 'Folder of the list that names it' },
    },
  },
  output: {
    type: 'object',
    required: ['pointer', 'warnings'],
    properties: {
      pointer: { type: ['object', 'null'], description: 'The pointer' },
      warnings: { type: 'array', description: 'Why there is none' },
    },
  },
  example: {
    input: { entry: { id: 'acme', entrypoint: { type: 'file', path: 'list.jsonl' } }, baseDir: '/app' },
    output: {
      pointer: {
        id: 'acme',
        priority: null,
        checksum: null,
        signature: null,
        publicKey: null,
        metadata: null,
        entrypoint: { type: 'file', path: 'list.jsonl' },
        transport: null,
        baseDir: '/app',
        commit: null,
      },
      warnings: [],
    },
  },
  run: ({ entry, basePriority, ...context }) =>
    normalizePointer(entry, {
      ...context,
      basePriority: basePriority === undefined ? undefined : Math.trunc(basePriority) + 0,
    }),
})

/** The pointers of entries, and the warnings of all of them; what is no object points nowhere silently. */
export function normalizePointers(
  entries: unknown,
  context: PointerContext,
): { readonly pointers: Dict[]; readonly warnings: string[] } {
  const results = (Array.isArray(entries) ? entries : [])
    .filter(isDict)
    .map((entry) => normalizePointer(entry, context))
  return {
    pointers: results.flatMap(({ pointer }) => (pointer === null ? [] : [pointer])),
    warnings: results.flatMap(({ warnings }) => warnings),
  }
}
