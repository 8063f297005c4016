import { buildRequest } from '../contracts/core/http/build-request.ts'
import { exchange } from '../contracts/core/http/exchange.ts'
import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { HttpResponse } from '../host/http.ts'
import { unpackArchive } from '../package/unpack-archive.ts'
import type { Dict } from '../values.ts'
import type { CacheTools } from './cache-tools.ts'
import { claimPlace } from './claim-place.ts'
import { fileIntegrity } from './file-integrity.ts'
import { ensureIntegrity, startDigest } from './integrity.ts'
import { fromAnyMirror, mirrorsOf } from './mirrors.ts'

/** No descriptor and no packed component is larger. */
const MAX_DOWNLOAD = 64 * 1024 * 1024
/** Tells people what a folder of the cache is; hidden, so that it is no file of a component. */
const ORIGIN = '.source.json'

/** What is wanted of a download. */
export interface DownloadRequest {
  readonly url: string
  /** What else the request needs: method, headers, query, timeoutMs, followRedirects, body, bodyEncoding. */
  readonly request?: Dict | undefined
  /** Digest the file must have. */
  readonly integrity?: string | undefined
  /** Download anew although it is there. */
  readonly force?: boolean | undefined
}

/** Files from web servers, in `<cache>/http/<key>/<name>`. */
export class DownloadCache {
  readonly #tools: CacheTools

  constructor(tools: CacheTools) {
    this.#tools = tools
  }

  /**
   * Downloads a file, unless it is there. Mirrors are asked in turn; one whose file has another digest than `integrity`
   * counts as failed. A file in the cache that has another digest is refused, and removed, so that the next try fetches
   * it anew.
   *
   * @param name File name in the folder of the key.
   * @returns its absolute path.
   * @throws {KernelError} `source_offline`, `integrity_mismatch`, `integrity_unsupported`, `http_status`, `ETIMEDOUT`,
   * `parse_limit_exceeded`, `permission_denied`, and the codes of HTTP and of files.
   */
  async get(key: string, name: string, wanted: DownloadRequest): Promise<string> {
    const { files, cacheRoot, once, ensureOnline, mirrors, warn } = this.#tools
    const path = `${cacheRoot}/http/${key}/${safeName(name)}`
    await once(path, async () => {
      if (wanted.force !== true && (await files.info(path))?.kind === 'file') return this.#verifyKept(path, wanted)
      ensureOnline(wanted.url)
      await fromAnyMirror(mirrorsOf(wanted.url, mirrors), (url) => this.#store(path, url, wanted), warn)
    })
    return path
  }

  /** The folder with the files of a packed component that was downloaded. */
  async unpacked(archive: string): Promise<string> {
    const { files, once, work } = this.#tools
    const folder = `${archive}.d`
    await once(folder, async () => {
      if ((await files.info(folder)) !== null) return
      await work.use(async (pending) => {
        await unpackArchive(files, await files.read(archive), `${pending}/files`)
        await claimPlace(files, `${pending}/files`, folder)
      })
    })
    return folder
  }

  async #verifyKept(path: string, { integrity }: DownloadRequest): Promise<void> {
    if (integrity === undefined) return
    const { files } = this.#tools
    try {
      ensureIntegrity(await fileIntegrity(files, path), integrity, path)
    } catch (error) {
      if (!(error instanceof KernelError) || error.code !== 'integrity_mismatch') throw error
      await files.remove(path)
      await files.remove(`${path}.d`)
      const hint = 'It was removed from the cache; the next try fetches it anew'
      throw new KernelError(error.code, error.message, { data: error.data, cause: error, hint })
    }
  }

  async #store(path: string, url: string, { request, integrity, url: asked }: DownloadRequest): Promise<void> {
    const { files, work } = this.#tools
    const folder = path.slice(0, path.lastIndexOf('/'))
    await work.use(async (pending) => {
      const found = await this.#download({ ...request, url }, `${pending}/file`)
      if (integrity !== undefined) ensureIntegrity(found, integrity, url)
      // Somebody else may have fetched the same, and be reading it.
      const isThere = (await files.info(path))?.kind === 'file' && (await fileIntegrity(files, path)) === found
      if (isThere) return
      await files.makeDirectory(folder)
      // What was unpacked of the file before is not of this one.
      await files.remove(`${path}.d`)
      await files.rename(`${pending}/file`, path)
      const origin = JSON.stringify({ url: urlWithoutSecrets(asked) })
      await files.write(`${folder}/${ORIGIN}`, new TextEncoder().encode(`${origin}\n`))
    })
  }

  /** @returns the digest of what was downloaded. */
  async #download(request: Dict & { url: string }, path: string): Promise<string> {
    const { host, signal } = this.#tools
    const http = this.#tools.http('the resolver')
    const limit = new AbortController()
    const abort = () => limit.abort(signal?.reason)
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort, { once: true })
    const ms = typeof request['timeoutMs'] === 'number' && request['timeoutMs'] > 0 ? request['timeoutMs'] : undefined
    let isLate = false
    const late = () => {
      isLate = true
      limit.abort()
    }
    const stop = ms === undefined ? () => {} : host.clock.after(ms, late)
    try {
      const asked = { ...buildRequest(request), signal: limit.signal }
      const { response } = await exchange(asked, http, request['followRedirects'] !== false)
      if (response.status < 200 || response.status > 299) throw await refusal(response, request.url)
      return await this.#sink(response.body, path, request.url)
    } catch (error) {
      if (!isLate) throw error
      const shown = urlWithoutSecrets(request.url)
      throw new KernelError('ETIMEDOUT', `${shown} gave no whole answer in ${ms} ms`, {
        data: { url: shown, timeoutMs: ms },
        cause: error,
      })
    } finally {
      stop()
      signal?.removeEventListener('abort', abort)
    }
  }

  async #sink(body: AsyncIterable<Uint8Array>, path: string, url: string): Promise<string> {
    const sink = await this.#tools.files.sink(path, { createParents: true })
    const digest = startDigest()
    try {
      let size = 0
      for await (const chunk of body) {
        size += chunk.length
        if (size > MAX_DOWNLOAD) {
          throw new KernelError(
            'parse_limit_exceeded',
            `${urlWithoutSecrets(url)} is larger than ${MAX_DOWNLOAD} bytes`,
            {
              data: { url: urlWithoutSecrets(url) },
            },
          )
        }
        digest.update(chunk)
        await sink.write(chunk)
      }
      await sink.commit()
      return digest.integrity()
    } catch (error) {
      await sink.abort()
      throw error
    }
  }
}

/** A file name that stays in its folder whatever a configuration says, and is not hidden. */
export function safeName(name: string): string {
  const cleaned = name.replaceAll(/[^\w.@+-]/g, '-').replace(/^\.+/, '')
  return cleaned === '' ? 'artifact' : cleaned
}

async function refusal({ status, body }: HttpResponse, url: string): Promise<KernelError> {
  await body[Symbol.asyncIterator]().return?.()
  const shown = urlWithoutSecrets(url)
  return new KernelError('http_status', `HTTP ${status} when downloading ${shown}`, { data: { status, url: shown } })
}
