import { append } from '../../../append.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { survivedError } from '../../../errors/survived-error.ts'
import type { FilesPort } from '../../../host/files.ts'
import { requirePort } from '../../../host/require-port.ts'
import { textAt } from '../../../manifest/table-text.ts'
import { parseJsonDocument } from '../../../parse-json-document.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { type Dict, isDict, own, setOwn } from '../../../values.ts'
import { folderInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/registry/catalog/generate@0.1.0'
const DEFAULT_SCHEMA = 'lcod-registry@1'

/**
 * Makes the files that a registry publishes, `packages.jsonl` and `registry.json`, from its catalogue and the version
 * lists that the catalogue names. Nothing is written.
 *
 * @returns the two as text and as document, `packages` with the versions of each, and `warnings` for entries that lack
 * something; a registry without URL keeps its line, with a null.
 * @throws {KernelError} the codes of files when the catalogue cannot be read; `source_invalid` when it is no JSON object.
 * Spec: contracts.md 3.2.5, 5.5.5.
 */
export const registryCatalogGenerate = defineContract<{ rootPath: string; catalogPath: string }>({
  id: ID,
  aliases: ['lcod://tooling/registry_catalog/collect@0.1.0'],
  summary: 'Makes the files of a registry from its catalogue.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      rootPath: { ...folderInput, description: 'Folder of the registry' },
      catalogPath: { ...folderInput, default: 'catalog.json', description: 'The catalogue in it' },
    },
  },
  output: {
    type: 'object',
    required: ['packagesJsonl', 'registryJson', 'packages', 'warnings'],
    properties: {
      packagesJsonl: { type: 'string', description: 'One line for each registry and version, with a final newline' },
      registryJson: { type: 'object', description: 'schema, registries, namespaces and packages' },
      packages: { type: 'array', description: 'id and versions of each package' },
      warnings: { type: 'array', description: 'Entries that lack something' },
    },
  },
  async run({ rootPath, catalogPath }, call) {
    const files = requirePort(call.host, 'files', ID)
    const root = call.resolvePath(rootPath)
    const warnings: string[] = []
    const catalogue = await readDocument(files, joinPath(root, catalogPath))
    const registries = named(own(catalogue, 'registries'))
    const lines: Dict[] = registries.map((registry) => registryLine(registry, warnings))
    const packages: Dict[] = []
    const owners: Dict = {}
    for (const entry of named(own(catalogue, 'packages'))) {
      call.ensureNotCancelled()
      const id = String(entry['id'])
      const registryId = textAt(entry, 'registryId')
      const versionsPath = textAt(entry, 'versionsPath')
      if (registryId === undefined || versionsPath === undefined) {
        warnings.push(`package "${id}" has no ${registryId === undefined ? 'registryId' : 'versionsPath'}`)
        continue
      }
      setOwn(owners, id, { registry: registryId })
      const listed = await readVersions(files, joinPath(root, versionsPath), warnings)
      if (listed === undefined) continue
      const versions = componentLines(listed, { id, registryId, priority: own(entry, 'priority') }, warnings)
      append(lines, versions)
      packages.push({ id, versions: versions.map(versionDetail) })
    }
    const namespaces = own(catalogue, 'namespaces')
    return {
      packagesJsonl: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`,
      registryJson: {
        schema: textAt(catalogue, 'schema') ?? DEFAULT_SCHEMA,
        registries,
        namespaces: isDict(namespaces) ? namespaces : {},
        packages: owners,
      },
      packages,
      warnings,
    }
  },
})

function registryLine(registry: Dict, warnings: string[]): Dict {
  const url = textAt(registry, 'url') ?? null
  if (url === null) warnings.push(`registry "${registry['id']}" has no url`)
  const type = textAt(registry, 'type') ?? 'git'
  return { kind: 'registry', id: registry['id'], type, url, ...priorityOf(own(registry, 'priority')) }
}

function componentLines(
  listed: readonly Dict[],
  owner: { readonly id: string; readonly registryId: string; readonly priority: unknown },
  warnings: string[],
): Dict[] {
  const lines: Dict[] = []
  for (const entry of listed) {
    const version = textAt(entry, 'version')
    const manifest = textAt(entry, 'manifest')
    if (version === undefined) continue
    if (manifest === undefined) {
      warnings.push(`package "${owner.id}@${version}" has no manifest`)
      continue
    }
    const sha256 = textAt(entry, 'sha256')
    lines.push({
      kind: 'component',
      id: owner.id,
      version,
      manifest,
      registryId: textAt(entry, 'registryId') ?? owner.registryId,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...priorityOf(owner.priority),
      ...priorityOf(own(entry, 'priority')),
    })
  }
  return lines
}

function versionDetail({ version, manifest, registryId, priority = null }: Dict): Dict {
  return { version, manifest, registryId, priority }
}

async function readVersions(files: FilesPort, path: string, warnings: string[]): Promise<Dict[] | undefined> {
  try {
    const versions = own(await readDocument(files, path), 'versions')
    return (Array.isArray(versions) ? versions : []).filter(isDict)
  } catch (thrown) {
    warnings.push(`${path} cannot be read: ${survivedError(thrown).message}`)
    return undefined
  }
}

async function readDocument(files: FilesPort, path: string): Promise<Dict> {
  const text = new TextDecoder().decode(await files.read(path))
  try {
    const value: unknown = parseJsonDocument(text)
    if (isDict(value)) return value
  } catch (cause) {
    throw new KernelError('source_invalid', `"${path}" is no JSON`, { cause, data: { file: path } })
  }
  throw new KernelError('source_invalid', `"${path}" holds no object`, { data: { file: path } })
}

function named(entries: unknown): Dict[] {
  return (Array.isArray(entries) ? entries : []).filter(isDict).filter((entry) => textAt(entry, 'id') !== undefined)
}

function priorityOf(value: unknown): { readonly priority?: number } {
  return typeof value === 'number' && Number.isFinite(value) ? { priority: Math.trunc(value) + 0 } : {}
}
