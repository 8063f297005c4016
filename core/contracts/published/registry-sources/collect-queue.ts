import { append } from '../../../append.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, isDict } from '../../../values.ts'
import { encodeJson } from '../../core/json/encode-json.ts'
import { defineContract } from '../../define-contract.ts'
import { buildInlineEntry } from './build-inline-entry.ts'
import { type ProcessContext, processPointer } from './process-pointer.ts'

const ID = 'lcod://tooling/registry_sources/collect_queue@0.1.0'
/** Far above any registry; without an end, a server could name new lists for ever. */
const MAX_LISTS = 10_000

/** What lists gave, in the order they were read. */
export interface Collected {
  readonly contributions: readonly Dict[]
  readonly warnings: readonly string[]
}

/**
 * Reads the lists of some pointers, and the lists that those name, breadth first. Each place is read once, so that
 * lists which lead to each other come to an end.
 *
 * Spec: contracts.md 5.4 step 4.
 */
export async function collectQueue(pointers: readonly Dict[], context: ProcessContext): Promise<Collected> {
  const queue = [...pointers]
  const visited = new Set<string>()
  const contributions: Dict[] = []
  const warnings: string[] = []
  // An index instead of shift(): taking from the front of a long array copies it.
  for (let next = 0; next < queue.length; next++) {
    context.call.ensureNotCancelled()
    const pointer = queue[next]!
    const key = placeOf(pointer, context.call)
    if (visited.has(key)) continue
    if (visited.size === MAX_LISTS) {
      warnings.push(`More than ${MAX_LISTS} lists lead to each other; the others were not read`)
      break
    }
    visited.add(key)
    const { entry, children, warnings: said } = await processPointer(pointer, context)
    const contribution = buildInlineEntry(entry, pointer)
    if (contribution !== null) contributions.push(contribution)
    append(queue, children)
    append(warnings, said)
  }
  return { contributions, warnings }
}

/** Where a list is, whatever way led there. */
function placeOf({ id, entrypoint, catalogueBaseDir, baseDir }: Dict, call: Call): string {
  const path = isDict(entrypoint) && entrypoint['type'] === 'file' ? entrypoint['path'] : undefined
  if (typeof path !== 'string') return encodeJson([id, entrypoint])
  const folder = [catalogueBaseDir, baseDir].find((one): one is string => typeof one === 'string' && one !== '') ?? '.'
  return encodeJson([id, joinPath(call.resolvePath(folder), path.replace(/^file:\/\//, ''))])
}

const folder = { type: 'string', minLength: 1, default: '.', 'x-lenient': true }

/**
 * `collectQueue` as a component.
 *
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.6.
 */
export const registrySourcesCollectQueue = defineContract<{
  queue: unknown[]
  downloadsRoot: string
  sourcesBaseDir: string
  defaultEntrypoint: Dict
  basePriority?: number
}>({
  id: ID,
  summary: 'Reads lists and the lists that those name.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      queue: { type: 'array', default: [], 'x-lenient': true, description: 'Pointers of `normalize_pointer`' },
      downloadsRoot: { ...folder, description: 'Folder for what is fetched' },
      sourcesBaseDir: { ...folder, description: 'Folder that paths start at' },
      defaultEntrypoint: {
        type: 'object',
        default: {},
        'x-lenient': true,
        description: 'Members of the entrypoint that entries leave out',
      },
      basePriority: { type: 'number', 'x-lenient': true, description: 'Priority when nothing else says it' },
    },
  },
  output: {
    type: 'object',
    required: ['contributions', 'warnings'],
    properties: {
      contributions: { type: 'array', description: 'Registry sources of type inline, in the order of reading' },
      warnings: { type: 'array', description: 'What was left out' },
    },
  },
  run({ queue, downloadsRoot, sourcesBaseDir, defaultEntrypoint, basePriority }, call) {
    const context = { defaultEntrypoint, basePriority, call, id: ID, downloadsRoot: call.resolvePath(downloadsRoot) }
    const baseDir = call.resolvePath(sourcesBaseDir)
    const pointers = queue.filter(isDict).map((pointer) => ({ baseDir, ...pointer }))
    return collectQueue(pointers, context)
  },
})
