import { KernelError } from '../../../errors/kernel-error.ts'
import type { FilesPort } from '../../../host/files.ts'
import { requirePort } from '../../../host/require-port.ts'
import { textAt } from '../../../manifest/table-text.ts'
import { parseJsonDocument } from '../../../parse-json-document.ts'
import { isAbsolutePath, joinPath } from '../../../paths/join-path.ts'
import { integrityOf, normaliseIntegrity, verifyIntegrity } from '../../../resolve/integrity.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/registry/fetch@0.1.0'
const DOWNLOAD = 'lcod://axiom/http/download@1'

interface FetchInput {
  entry: Dict
  registry: Dict
  cache: Dict
  forceRefresh: boolean
}

/** A file in the cache. */
interface Cached {
  readonly path: string
  readonly bytes: Uint8Array
  readonly downloaded: boolean
}

/**
 * Brings the manifest of a registry entry, and its artefact when it has one, into a cache. What is there already is kept
 * when it has the promised digest; a manifest also when no digest is promised.
 *
 * @returns paths in the cache, digests (`sha256-` and hexadecimal digits), the manifest as a value, and whether anything
 * was fetched. Without an artefact there is neither `artifactPath` nor `artifactIntegrity`.
 * @throws {KernelError} `invalid_input` when entry, registry or cache lack something; `integrity_mismatch`, and then the
 * cache does not keep the file; `source_invalid` for a manifest that is no JSON; the codes of files and of downloads.
 * Spec: contracts.md 3.2.5, 5.5.6.
 */
export const registryFetch = defineContract<FetchInput>({
  id: ID,
  summary: 'Brings the manifest and artefact of a registry entry into a cache.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['entry', 'cache'],
    properties: {
      entry: { type: 'object', description: 'id, version and manifest; optional registryId, sha256 and artifact' },
      registry: { type: 'object', default: {}, 'x-lenient': true, description: 'id and url of the registry' },
      cache: { type: 'object', description: 'root; optional manifestsDir and artifactsDir in it' },
      forceRefresh: { type: 'boolean', default: false, 'x-lenient': true, description: 'Fetch what is there as well' },
    },
  },
  output: {
    type: 'object',
    required: ['manifestPath', 'manifest', 'manifestIntegrity', 'downloaded', 'entry'],
    properties: {
      manifestPath: { type: 'string', description: 'The manifest in the cache' },
      manifest: { description: 'Its content' },
      manifestIntegrity: { type: 'string', description: 'Its digest' },
      artifactPath: { type: 'string', description: 'The artefact in the cache' },
      artifactIntegrity: { type: 'string', description: 'Its digest' },
      downloaded: { type: 'boolean', description: 'Whether anything was fetched' },
      entry: { type: 'object', description: 'The entry as it was given' },
    },
  },
  async run({ entry, registry, cache, forceRefresh }, call) {
    const id = required(entry, 'id', 'entry')
    const version = required(entry, 'version', 'entry')
    const manifestRef = required(entry, 'manifest', 'entry')
    required({ id: textAt(entry, 'registryId') ?? textAt(registry, 'id') }, 'id', 'registry')
    const root = call.resolvePath(required(cache, 'root', 'cache'))
    const place = [...segmentsOf(id), segmentOf(version)].join('/')
    const store = new Store(call, forceRefresh)

    const manifest = await store.bring(
      locationOf(manifestRef, textAt(registry, 'url')),
      joinPath(root, `${textAt(cache, 'manifestsDir') ?? 'manifests'}/${place}/manifest.json`),
      { expected: textAt(entry, 'sha256'), keepsUnpromised: true },
    )
    const artifact = own(entry, 'artifact')
    const url = isDict(artifact) ? textAt(artifact, 'url') : undefined
    const brought =
      isDict(artifact) && url !== undefined
        ? await store.bring(
            url,
            joinPath(root, `${textAt(cache, 'artifactsDir') ?? 'artifacts'}/${place}/${fileName(artifact, url)}`),
            { expected: textAt(artifact, 'sha256'), keepsUnpromised: false },
          )
        : undefined
    return {
      manifestPath: manifest.path,
      manifest: parseManifest(manifest),
      manifestIntegrity: integrityOf(manifest.bytes),
      ...(brought === undefined ? {} : { artifactPath: brought.path, artifactIntegrity: integrityOf(brought.bytes) }),
      downloaded: manifest.downloaded || brought?.downloaded === true,
      entry,
    }
  },
})

/** Files of one call's cache. */
class Store {
  readonly #files: FilesPort
  readonly #call: Call
  readonly #isForced: boolean

  constructor(call: Call, isForced: boolean) {
    this.#files = requirePort(call.host, 'files', ID)
    this.#call = call
    this.#isForced = isForced
  }

  async bring(
    location: string,
    path: string,
    promise: { readonly expected: string | undefined; readonly keepsUnpromised: boolean },
  ): Promise<Cached> {
    const expected = promise.expected === undefined ? undefined : normaliseIntegrity(promise.expected.trim(), location)
    const isKept = !this.#isForced && (expected !== undefined || promise.keepsUnpromised)
    if (isKept && (await this.#files.info(path))?.kind === 'file') {
      const bytes = await this.#files.read(path)
      if (expected === undefined || integrityOf(bytes) === expected) return { path, bytes, downloaded: false }
    }
    const bytes = await this.#fetch(location, path)
    try {
      if (expected !== undefined) verifyIntegrity(bytes, expected, location)
    } catch (error) {
      await this.#files.remove(path)
      throw error
    }
    return { path, bytes, downloaded: true }
  }

  async #fetch(location: string, path: string): Promise<Uint8Array> {
    if (/^https?:/i.test(location)) {
      await this.#call.call(DOWNLOAD, { url: location, path })
      return this.#files.read(path)
    }
    const bytes = await this.#files.read(this.#call.resolvePath(location.replace(/^file:\/\//i, '')))
    await this.#files.write(path, bytes, { createParents: true })
    return bytes
  }
}

/** Where a manifest is: as written when that is absolute, else relative to the registry. */
function locationOf(reference: string, registry: string | undefined): string {
  if (/^(?:https?|file):/i.test(reference) || isAbsolutePath(reference) || registry === undefined) return reference
  const base = registry.endsWith('/') ? registry : `${registry}/`
  if (/^https?:/i.test(base)) return new URL(reference, base).href
  return joinPath(base.replace(/^file:\/\//i, ''), reference)
}

function fileName(artifact: Dict, url: string): string {
  const written = textAt(artifact, 'path') ?? url.replace(/[?#].*$/s, '')
  const name = written.split('/').findLast((part) => part !== '')
  return segmentOf(name ?? '') || 'artifact.bin'
}

function segmentsOf(id: string): string[] {
  const path = id.replace(/^lcod:\/\//, '').replace(/@.*$/s, '')
  return path.split('/').map(segmentOf).filter(Boolean)
}

/** A name that stays one name in its folder, whatever an entry says. */
function segmentOf(text: string): string {
  const cleaned = text.replaceAll(/[^A-Za-z0-9._-]/g, '-')
  return /^\.+$/.test(cleaned) ? '-' : cleaned
}

function parseManifest({ bytes, path }: Cached): unknown {
  try {
    return parseJsonDocument(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new KernelError('source_invalid', `The manifest "${path}" is no JSON`, { cause, data: { file: path } })
  }
}

function required(table: Dict, key: string, owner: string): string {
  const text = textAt(table, key)
  if (text !== undefined) return text
  throw new KernelError('invalid_input', `${owner}.${key} must be a non-empty string`, {
    data: { component: ID, input: owner },
  })
}
