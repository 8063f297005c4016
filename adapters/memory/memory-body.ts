/** A body as tests write it: text is UTF-8, a list gives one chunk each, and so does what comes bit by bit. */
export type MemoryBody = string | Uint8Array | ReadonlyArray<string | Uint8Array> | AsyncIterable<Uint8Array>

/** The chunks of a body; empty ones are left out. */
export async function* memoryChunks(body: MemoryBody): AsyncGenerator<Uint8Array> {
  const parts = typeof body === 'string' || body instanceof Uint8Array ? [body] : body
  for await (const part of parts)
    if (part.length > 0) yield typeof part === 'string' ? new TextEncoder().encode(part) : part
}
