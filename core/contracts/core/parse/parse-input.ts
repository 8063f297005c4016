import { collectBytes } from '../../../bytes/collect-bytes.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import type { Call } from '../../../run/call.ts'
import { isAbsent } from '../../../values.ts'
import { pathInput } from '../fs/fs-inputs.ts'
import { BYTE_ENCODINGS, type ByteEncoding, decodeText } from './decode-text.ts'

/** What every parser can be given. */
export interface ParseInput {
  readonly text?: string
  readonly path?: string
  readonly stream?: unknown
  readonly encoding: ByteEncoding
}

/** Bytes a parser takes. What it makes of them is several times as large, and lives in memory whole. */
const MAX_PARSE_BYTES = 128 * 1024 * 1024

/** Input schemas that the parsers share. */
export const parseInputs = {
  text: { type: 'string', description: 'The text' },
  path: { ...pathInput, description: 'A file with the text' },
  stream: { description: 'Handle of a stream with the text; it is read to its end and closed' },
  encoding: { enum: BYTE_ENCODINGS, default: 'utf-8', description: 'How the bytes of a file or stream stand for text' },
}

/**
 * The text to parse and its size in bytes (for `text`: in UTF-8). `text` goes before `path`, `path` before `stream`. A byte
 * order mark at the beginning is dropped.
 *
 * @throws {KernelError} `invalid_input` when nothing is given, `parse_limit_exceeded` above 128 MiB, and the codes of
 * files and streams.
 */
export async function readParseInput(
  input: ParseInput,
  call: Call,
  component: string,
): Promise<{ text: string; bytes: number }> {
  const { text, path, stream, encoding } = input
  if (text !== undefined) {
    const { length } = new TextEncoder().encode(text)
    ensureSize(length)
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, bytes: length }
  }
  const bytes = await collectBytes(sourceOf({ path, stream }, call, component), ensureSize)
  return { text: decodeText(bytes, encoding), bytes: bytes.length }
}

function sourceOf(
  { path, stream }: { readonly path: string | undefined; readonly stream: unknown },
  call: Call,
  component: string,
): AsyncIterable<Uint8Array> {
  const { signal } = call
  if (path !== undefined) {
    // In pieces rather than whole, so that a file that is too large is noticed before it fills the memory.
    return requirePort(call.host, 'files', component).stream(call.resolvePath(path), { chunkSize: 1024 * 1024, signal })
  }
  if (!isAbsent(stream)) return call.streams.bytes(stream, { signal })
  throw new KernelError('invalid_input', 'No input provided', {
    data: { component, input: 'text' },
    hint: 'Give one of text, path and stream',
  })
}

function ensureSize(bytes: number): void {
  if (bytes <= MAX_PARSE_BYTES) return
  throw new KernelError('parse_limit_exceeded', `The text has more than ${MAX_PARSE_BYTES} bytes`, {
    data: { limit: MAX_PARSE_BYTES },
  })
}
