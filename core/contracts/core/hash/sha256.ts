import { bytesToBase64 } from '../../../bytes/base64.ts'
import { bytesToHex } from '../../../bytes/hex.ts'
import { type TextEncoding, textToBytes } from '../../../bytes/text-encoding.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { Hasher } from '../../../host/hash.ts'
import type { Host } from '../../../host/index.ts'
import { requirePort } from '../../../host/require-port.ts'
import type { Call } from '../../../run/call.ts'
import { isAbsent } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { encodingInput, pathInput } from '../fs/fs-inputs.ts'

const ID = 'lcod://contract/core/hash/sha256@1'

interface Sha256Input {
  data?: string
  encoding: TextEncoding
  path?: string
  stream?: unknown
  chunkSize: number
}

/**
 * Computes the SHA-256 digest of text, a file or a stream.
 *
 * Files and streams are read in pieces, so that their size does not matter. A stream is read to its end and closed. When
 * several are given, `data` goes before `path` and `path` before `stream`.
 *
 * @returns `hex` (lower case), `base64`, and `bytes`, the number of bytes hashed.
 * @throws {KernelError} `invalid_input` when nothing is given (empty `data` is something) or `data` is no text of its
 * `encoding`; the codes of files and streams.
 * Spec: contracts.md 1.11.
 */
export const hashSha256 = defineContract<Sha256Input>({
  id: ID,
  aliases: ['lcod://axiom/hash/sha256@1', 'lcod://core/hash/sha256@1'],
  summary: 'Computes a SHA-256 digest.',
  onResume: 'replay',
  input: {
    type: 'object',
    properties: {
      data: { type: 'string', description: 'Text to hash' },
      encoding: { ...encodingInput, description: 'How `data` stands for bytes' },
      path: { ...pathInput, description: 'File to hash' },
      stream: { description: 'Handle of a stream to hash and close' },
      chunkSize: { type: 'integer', minimum: 1024, default: 65_536, description: 'Bytes of a file read at once' },
    },
  },
  output: {
    type: 'object',
    required: ['hex', 'base64', 'bytes'],
    properties: {
      hex: { type: 'string', description: 'The digest, 64 hexadecimal digits' },
      base64: { type: 'string', description: 'The digest in base64' },
      bytes: { type: 'integer', description: 'Bytes hashed' },
    },
  },
  example: {
    input: { data: 'abc' },
    output: {
      hex: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      base64: 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
      bytes: 3,
    },
  },
  async run(input, call) {
    const source = bytesOf(input, call)
    const hasher = await openHasher(call.host)
    let bytes = 0
    for await (const piece of source) {
      hasher.update(piece)
      bytes += piece.length
    }
    const digest = await hasher.digest()
    return { hex: bytesToHex(digest), base64: bytesToBase64(digest), bytes }
  },
})

function bytesOf(input: Sha256Input, call: Call): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  const { data, encoding, path, stream, chunkSize } = input
  if (data !== undefined) {
    const bytes = textToBytes(data, encoding)
    if (bytes === null) throw invalidInput(`data must be ${encoding} text`, 'data')
    return [bytes]
  }
  if (path !== undefined) {
    const files = requirePort(call.host, 'files', ID)
    return files.stream(call.resolvePath(path), { chunkSize, signal: call.signal })
  }
  if (!isAbsent(stream)) return call.streams.bytes(stream, { signal: call.signal })
  throw invalidInput('One of data, path or stream must be given', 'data')
}

/** The host's hashing where it has one, else the portable one, which is loaded only then. */
async function openHasher(host: Host): Promise<Hasher> {
  if (host.hash !== undefined) return host.hash.sha256()
  const { sha256 } = await import('@noble/hashes/sha2.js')
  return sha256.create()
}

function invalidInput(message: string, input: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: ID, input } })
}
