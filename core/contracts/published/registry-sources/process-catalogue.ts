import { tableAt, textAt } from '../../../manifest/table-text.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { withoutSlashes } from '../../../paths/without-slashes.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { priorityAt } from './priority-at.ts'

/** Lines that a list gives, under the id of its registry. */
export interface ListEntry {
  readonly entry: Dict | null
  readonly warnings: readonly string[]
}

interface Place {
  readonly pointer: Dict
  readonly basePriority?: number | undefined
  /** Absolute folder of the catalogue. */
  readonly baseDir: string
}

/**
 * The lines of a catalogue (`lcod-registry/catalogue@1`): one for each version of each component, and where their
 * manifests are.
 *
 * @returns `entry` null, with a warning, for a catalogue that lists no version.
 * Spec: contracts.md 5.4 step 6.
 */
export function processCatalogue(catalogue: Dict, { pointer, basePriority, baseDir }: Place): ListEntry {
  const id = textAt(catalogue, 'id') ?? textAt(pointer, 'id') ?? 'registry'
  const priority = priorityAt(catalogue) ?? priorityAt(pointer) ?? basePriority
  const warnings: string[] = []
  const lines: Dict[] = []
  for (const component of dictsAt(catalogue, 'components')) {
    const componentId = textAt(component, 'id')
    if (componentId === undefined) {
      warnings.push(`The catalogue "${id}" has a component without id`)
      continue
    }
    for (const version of dictsAt(component, 'versions')) {
      const line = versionLine(version, componentId, id)
      const chosen = priorityAt(version) ?? priorityAt(component) ?? priority
      if (line === undefined) warnings.push(`The catalogue "${id}" has a version of ${componentId} without manifest`)
      else lines.push(chosen === undefined ? line : { ...line, priority: chosen })
    }
  }
  if (lines.length === 0) return { entry: null, warnings: [...warnings, `The catalogue "${id}" lists no version`] }
  const url = originUrl(tableAt(catalogue, 'origin'), pointer, baseDir) ?? listUrl(pointer)
  const type = url?.startsWith('file:') === true ? 'file' : 'http'
  const defaults = url === undefined ? null : { id, type, url }
  return {
    entry: { id, priority: priority ?? null, defaults, metadata: own(pointer, 'metadata') ?? null, lines },
    warnings,
  }
}

function versionLine(entry: Dict, id: string, registryId: string): Dict | undefined {
  const version = textAt(entry, 'version')
  const manifest = textAt(entry, 'manifest')
  if (version === undefined || manifest === undefined) return undefined
  const sha256 = textAt(entry, 'sha256')
  const artifact = own(entry, 'artifact')
  return {
    kind: 'component',
    id,
    version,
    manifest: manifest.replace(/^\.\//, ''),
    registryId,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(isDict(artifact) ? { artifact } : {}),
  }
}

/** The folder, as URL, that manifests are relative to. */
function originUrl(origin: Dict, pointer: Dict, baseDir: string): string | undefined {
  const url = textAt(origin, 'url')
  const path = textAt(origin, 'path') ?? ''
  switch (textAt(origin, 'type')?.toLowerCase()) {
    case 'http':
    case 'https':
      return url === undefined ? undefined : folderUrl(url, path)
    case 'file': {
      // What came over the network does not say where on this machine anything is.
      if (textAt(tableAt(pointer, 'entrypoint'), 'type') === 'https') return undefined
      const folder = joinPath(joinPath(baseDir, url?.replace(/^file:\/\//, '') ?? '.'), path.replace(/^\/+/, ''))
      return `file://${folder === '/' ? '' : folder}/`
    }
    case 'git': {
      const repository = /^https:\/\/github\.com\/(.+?)(?:\.git)?$/i.exec(url ?? '')?.[1]
      const commit = textAt(origin, 'commit') ?? textAt(pointer, 'commit')
      if (repository === undefined || commit === undefined) return undefined
      return folderUrl(`https://raw.githubusercontent.com/${repository}/${commit}`, path)
    }
    default:
      return undefined
  }
}

/** The folder of the list itself, when that came over HTTP. */
function listUrl(pointer: Dict): string | undefined {
  const entrypoint = tableAt(pointer, 'entrypoint')
  return textAt(entrypoint, 'type') === 'https' ? folderOf(textAt(entrypoint, 'url')) : undefined
}

/** A URL up to its last slash. */
function folderOf(url: string | undefined): string | undefined {
  return url?.slice(0, url.lastIndexOf('/') + 1)
}

function folderUrl(base: string, path: string): string {
  const whole = `${withoutSlashes(base)}/${path.replace(/^\/+/, '')}`
  return whole.endsWith('/') ? whole : `${whole}/`
}

function dictsAt(table: Dict, key: string): Dict[] {
  const value = own(table, key)
  return (Array.isArray(value) ? value : []).filter(isDict)
}

const object = { type: 'object', default: {}, 'x-lenient': true }

/** `processCatalogue` as a component. Spec: contracts.md 3.2.6. */
export const registrySourcesProcessCatalogue = defineContract<{
  catalogue: Dict
  pointer: Dict
  basePriority?: number
  baseDir: string
}>({
  id: 'lcod://tooling/registry_sources/process_catalogue@0.1.0',
  summary: 'Gives the lines of a catalogue.',
  input: {
    type: 'object',
    properties: {
      catalogue: { ...object, description: 'A document of the schema `lcod-registry/catalogue@1`' },
      pointer: { ...object, description: 'Where it was' },
      basePriority: { type: 'number', 'x-lenient': true, description: 'Priority when nothing else says it' },
      baseDir: { type: 'string', minLength: 1, default: '.', 'x-lenient': true, description: 'Folder it lies in' },
    },
  },
  output: {
    type: 'object',
    required: ['entry', 'warnings'],
    properties: {
      entry: { type: ['object', 'null'], description: 'id, priority, defaults, metadata and lines' },
      warnings: { type: 'array', description: 'What was left out' },
    },
  },
  example: {
    input: {
      catalogue: {
        id: 'acme',
        origin: { type: 'http', url: 'https://acme.example/registry' },
        components: [{ id: 'lcod://acme/hello', versions: [{ version: '1.0.0', manifest: './hello.json' }] }],
      },
    },
    output: {
      entry: {
        id: 'acme',
        priority: null,
        defaults: { id: 'acme', type: 'http', url: 'https://acme.example/registry/' },
        metadata: null,
        lines: [
          {
            kind: 'component',
            id: 'lcod://acme/hello',
            version: '1.0.0',
            manifest: 'hello.json',
            registryId: 'acme',
          },
        ],
      },
      warnings: [],
    },
  },
  run: ({ catalogue, pointer, basePriority, baseDir }, call) =>
    processCatalogue(catalogue, { pointer, basePriority, baseDir: call.resolvePath(baseDir) }),
})
