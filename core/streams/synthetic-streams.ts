import { type TextEncoding, textToBytes } from '../bytes/text-encoding.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { type Dict, isDict, own, RESERVED_KEYS, setOwn } from '../values.ts'
import type { StreamHandle } from './stream-handle.ts'

export interface SyntheticOptions {
  /** Accept a leading `$.` in targets, as `tooling/script@1` does. Default false. */
  readonly stripDollar?: boolean
}

interface BytesOpener {
  openBytes(bytes: readonly Uint8Array[], options: { encoding: string }): StreamHandle
}

/**
 * Opens a stream for each entry `{ target, encoding?, chunks }` of `streams` and puts its handle at the dotted
 * `target`. Entries without a target or without a list of chunks are skipped, as is anything but a list.
 *
 * @returns a new state that shares what did not change with `state`.
 * @throws {KernelError} `invalid_input` when a target names a reserved key or a chunk does not fit its encoding.
 * Spec: engine.md 8.4.
 */
export function addSyntheticStreams(
  opener: BytesOpener,
  state: Dict,
  { streams, stripDollar = false }: SyntheticOptions & { readonly streams: unknown },
): Dict {
  if (!Array.isArray(streams)) return state
  return streams.reduce<Dict>((current, entry: unknown, index) => {
    if (!isDict(entry)) return current
    const target = own(entry, 'target')
    const chunks = own(entry, 'chunks')
    if (typeof target !== 'string' || target === '' || !Array.isArray(chunks)) return current
    const encoding = own(entry, 'encoding')
    const name = typeof encoding === 'string' && encoding !== '' ? encoding.toLowerCase() : 'utf-8'
    const path = (stripDollar && target.startsWith('$.') ? target.slice(2) : target).split('.')
    const reserved = path.find((key) => RESERVED_KEYS.has(key))
    if (reserved !== undefined) {
      throw new KernelError('invalid_input', `streams[${index}].target must not contain "${reserved}"`)
    }
    const handle = opener.openBytes(chunkBytes(chunks, name, index), { encoding: name })
    return withValueAt(current, path, handle)
  }, state)
}

function chunkBytes(chunks: readonly unknown[], encoding: string, index: number): Uint8Array[] {
  const textEncoding: TextEncoding = encoding === 'base64' || encoding === 'hex' ? encoding : 'utf-8'
  return chunks.map((chunk, position) => {
    const bytes = typeof chunk === 'string' ? textToBytes(chunk, textEncoding) : null
    if (bytes !== null) return bytes
    throw new KernelError('invalid_input', `streams[${index}].chunks[${position}] must be ${textEncoding} text`)
  })
}

/** A copy of `container` along `path`, with `value` at its end; what is no object on the way becomes one. */
function withValueAt(container: unknown, path: readonly string[], value: unknown): Dict {
  const copy: Dict = isDict(container) ? { ...container } : {}
  const [key = '', ...rest] = path
  setOwn(copy, key, rest.length === 0 ? value : withValueAt(own(copy, key), rest, value))
  return copy
}
