import { survivedError } from '../../../errors/survived-error.ts'
import { tableAt, textAt } from '../../../manifest/table-text.ts'
import { parseJsonDocument } from '../../../parse-json-document.ts'
import { verifyIntegrity } from '../../../resolve/integrity.ts'
import { resolveLocation } from '../../../resolve/location.ts'
import { type Dict, describeValue, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { type FetchContext, type FetchedList, fetchEntrypoint } from './fetch-entrypoint.ts'
import { type ListContent, readManifestList } from './manifest-list.ts'
import { normalizePointers } from './normalize-pointer.ts'
import { processCatalogue } from './process-catalogue.ts'

const ID = 'lcod://tooling/registry_sources/process_pointer@0.1.0'

/** What a list holds: lines of its own, and pointers to further lists. */
export interface ProcessedPointer {
  readonly entry: Dict | null
  readonly children: readonly Dict[]
  readonly warnings: readonly string[]
  readonly commit: string | null
}

export interface ProcessContext extends FetchContext {
  readonly defaultEntrypoint: Dict
  readonly basePriority?: number | undefined
}

/**
 * Fetches the list that a pointer leads to, and reads it.
 *
 * A list that cannot be fetched, that is not the one its checksum promises, or that is of no known form gives nothing
 * but a warning.
 *
 * Spec: contracts.md 5.4 step 5.
 */
export async function processPointer(pointer: Dict, context: ProcessContext): Promise<ProcessedPointer> {
  const id = textAt(pointer, 'id') ?? 'catalogue'
  try {
    const list = await fetchEntrypoint(pointer, context)
    const checksum = textAt(pointer, 'checksum')
    if (checksum !== undefined) verifyIntegrity(list.bytes, checksum, id)
    const commit = list.commit ?? textAt(pointer, 'commit') ?? null
    const here = { ...pointer, baseDir: list.baseDir, catalogueBaseDir: list.baseDir, commit }
    const { entry, entries, warnings } = await readList(list, here, context)
    const named = entries.map((child) => placed(child, list))
    const children = normalizePointers(
      named.filter((child) => typeof child !== 'string'),
      {
        inherited: here,
        baseDir: list.baseDir,
        sourcesBaseDir: list.baseDir,
        catalogueBaseDir: list.baseDir,
        defaultEntrypoint: context.defaultEntrypoint,
        basePriority: context.basePriority,
      },
    )
    const refused = named.filter((child) => typeof child === 'string')
    return { entry, children: children.pointers, warnings: [...warnings, ...refused, ...children.warnings], commit }
  } catch (thrown) {
    const why = survivedError(thrown).message
    return { entry: null, children: [], warnings: [`Failed to load catalogue for ${id}: ${why}`], commit: null }
  }
}

async function readList(list: FetchedList, pointer: Dict, { basePriority }: ProcessContext): Promise<ListContent> {
  const document = documentOf(list.bytes)
  const schema = document === undefined ? undefined : textAt(document, 'schema')
  if (document === undefined || schema === undefined || own(document, 'type') === 'manifest') {
    return readManifestList(list.bytes, pointer, basePriority)
  }
  switch (schema) {
    case 'lcod-registry/catalogues@1': {
      const listed = own(document, 'catalogues')
      return { entry: null, entries: (Array.isArray(listed) ? listed : []).filter(isDict), warnings: [] }
    }
    case 'lcod-registry/catalogue@1':
      return { ...processCatalogue(document, { pointer, basePriority, baseDir: list.baseDir }), entries: [] }
    default:
      return {
        entry: null,
        entries: [],
        warnings: [`The list ${describeValue(pointer['id'])} has the unknown schema "${schema}"`],
      }
  }
}

/** An entry of a list from the network: what it writes as a path is relative to the list's URL. */
function placed(entry: Dict, { base }: FetchedList): Dict | string {
  if (base.kind !== 'url') return entry
  const written = tableAt(entry, 'entrypoint')
  const path = textAt(written, 'path') ?? textAt(entry, 'path')
  const type = textAt(written, 'type') ?? textAt(entry, 'type') ?? textAt(entry, 'kind')
  if (path === undefined || type !== 'file') return entry
  try {
    const location = resolveLocation(base, path)
    const { path: _path, ...rest } = written
    const url = location.kind === 'url' ? location.url : ''
    return { ...entry, path: undefined, entrypoint: { ...rest, type: 'https', url } }
  } catch (thrown) {
    return survivedError(thrown).message
  }
}

/** The object that a text is as a whole; `undefined` for JSON lines. */
function documentOf(bytes: Uint8Array): Dict | undefined {
  try {
    const value: unknown = parseJsonDocument(new TextDecoder().decode(bytes))
    return isDict(value) ? value : undefined
  } catch {
    return undefined
  }
}

const object = { type: 'object', default: {}, 'x-lenient': true }

/**
 * `processPointer` as a component.
 *
 * @returns `entry` with the lines of the list, `children` (and `slots`, the same) with the pointers it names, `warnings`,
 * and the `commit` it was read at.
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.6.
 */
export const registrySourcesProcessPointer = defineContract<{
  pointer: Dict
  downloadsRoot: string
  defaultEntrypoint: Dict
  basePriority?: number
}>({
  id: ID,
  summary: 'Fetches and reads the list that a pointer leads to.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      pointer: { ...object, description: 'A pointer of `normalize_pointer`' },
      downloadsRoot: {
        type: 'string',
        minLength: 1,
        default: '.',
        'x-lenient': true,
        description: 'Folder for what is fetched',
      },
      defaultEntrypoint: { ...object, description: 'Members of the entrypoint that entries leave out' },
      basePriority: { type: 'number', 'x-lenient': true, description: 'Priority when nothing else says it' },
    },
  },
  output: {
    type: 'object',
    required: ['entry', 'children', 'warnings', 'commit', 'slots'],
    properties: {
      entry: { type: ['object', 'null'], description: 'id and lines; priority, defaults and metadata if known' },
      children: { type: 'array', description: 'Pointers that the list names' },
      warnings: { type: 'array', description: 'What was left out' },
      commit: { type: ['string', 'null'], description: 'Commit of the repository it was read from' },
      slots: { type: 'array', description: 'The children once more' },
    },
  },
  async run({ pointer, downloadsRoot, ...context }, call) {
    const root = call.resolvePath(downloadsRoot)
    const processed = await processPointer(pointer, { ...context, call, id: ID, downloadsRoot: root })
    return { ...processed, slots: processed.children }
  },
})
