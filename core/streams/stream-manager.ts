import { bytesToHex } from '../bytes/hex.ts'
import { incompleteUtf8Tail } from '../bytes/utf8-boundary.ts'
import type { ClockPort } from '../host/clock.ts'
import type { RandomPort } from '../host/random.ts'
import type { Dict } from '../values.ts'
import { type ChunkDecoding, chunkDecoding, decodeChunk } from './decode-chunk.ts'
import { type PullLimits, StreamEntry, unknownHandle } from './stream-entry.ts'
import { isStreamHandle, type StreamHandle, type StreamStorage, streamId } from './stream-handle.ts'
import { addSyntheticStreams, type SyntheticOptions } from './synthetic-streams.ts'

export interface OpenStreamOptions {
  /** Default decoding of reads. Default `binary`. */
  readonly encoding?: string
  readonly mediaType?: string | undefined
  readonly storage?: StreamStorage
  readonly metadata?: Dict
}

export interface ReadStreamOptions extends PullLimits {
  /** Bytes of the chunk, unless the stream ends before; a text chunk may have up to 3 fewer or more, never half a character. */
  readonly maxBytes?: number | undefined
  /** Overrides the handle's encoding. */
  readonly decode?: string | undefined
}

export interface ChunksOptions extends ReadStreamOptions {
  /** Close the stream at the end, also when the iteration is left early. Default false. */
  readonly close?: boolean | undefined
}

/** One piece of a stream as composes see it. */
export interface StreamChunk {
  readonly done: false
  readonly chunk: string
  readonly encoding: string
  /** Raw bytes the chunk stands for. */
  readonly bytes: number
  /** Counts the chunks of this stream from 0. */
  readonly seq: number
  readonly stream: StreamHandle
}

export type StreamRead = StreamChunk | { readonly done: true; readonly stream: StreamHandle }

/** Told what happens to streams, for the trace; `bytes` only for reads. */
export type StreamObserver = (phase: 'open' | 'read' | 'close', id: string, bytes?: number) => void

export interface StreamManagerOptions {
  readonly random: RandomPort
  readonly clock: ClockPort
  readonly observe?: StreamObserver | undefined
}

/**
 * The open streams of one run.
 *
 * Sources are pulled only when somebody reads, one chunk at a time, and never collected. Handles are plain JSON with
 * unguessable ids; they mean nothing to another manager. Reads of one stream may overlap: each gets its own bytes.
 *
 * Spec: engine.md 8.
 */
export class StreamManager {
  readonly #entries = new Map<string, StreamEntry>()
  readonly #options: StreamManagerOptions

  constructor(options: StreamManagerOptions) {
    this.#options = options
  }

  /** Opens a stream over a source of bytes. Nothing is pulled yet. */
  open(source: AsyncIterable<Uint8Array>, options: OpenStreamOptions = {}): StreamHandle {
    const handle = this.#newHandle({ storage: { kind: 'external' }, ...options })
    return this.#register(new StreamEntry(handle, this.#options.clock, source))
  }

  /** Opens a stream over bytes in memory: one array, or a list of chunks that `chunks()` keeps apart. */
  openBytes(bytes: Uint8Array | readonly Uint8Array[], options: OpenStreamOptions = {}): StreamHandle {
    const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
    const size = pieces.reduce((total, piece) => total + piece.length, 0)
    const handle = this.#newHandle({ storage: { kind: 'memory', size }, ...options })
    const entry = new StreamEntry(handle, this.#options.clock)
    for (const piece of pieces) entry.queue.push(piece)
    return this.#register(entry)
  }

  /** Opens a stream over text chunks in memory. Default encoding `utf-8`. */
  openText(chunks: readonly string[], options: OpenStreamOptions = {}): StreamHandle {
    const encoder = new TextEncoder()
    return this.openBytes(
      chunks.map((chunk) => encoder.encode(chunk)),
      { encoding: 'utf-8', ...options },
    )
  }

  /** True for values with the shape of a handle. */
  isHandle(value: unknown): value is { readonly id: string } {
    return isStreamHandle(value)
  }

  /** True for the handle of a stream that is open here. */
  isOpen(value: unknown): boolean {
    return isStreamHandle(value) && this.#entries.has(value.id)
  }

  /**
   * Reads the next chunk: `maxBytes` of it, or whatever is there without waiting for more.
   *
   * Bytes that begin a UTF-8 character without finishing it stay for the next read when the chunk is text. After the
   * last chunk, every read gives `{ done: true }`.
   *
   * @throws {KernelError} `stream_invalid_handle`, `stream_unknown_handle`, `stream_timeout`, `stream_failed` or the
   * code the source failed with; `ExecutionCancelledError` when `signal` fires.
   */
  read(handle: unknown, options: ReadStreamOptions = {}): Promise<StreamRead> {
    return this.#read(this.#entry(handle), options, true)
  }

  /**
   * The chunks of a stream as read results, one per piece of the source unless `maxBytes` says otherwise.
   *
   * Pulled lazily. Leaving the iteration early keeps the stream open for others unless `close` is set.
   *
   * @throws {KernelError} `stream_invalid_handle` or `stream_unknown_handle` at once.
   */
  chunks(handle: unknown, options: ChunksOptions = {}): AsyncGenerator<StreamChunk, void, undefined> {
    return this.#chunks(this.#entry(handle), options)
  }

  /** The raw bytes, for consumers that drain the stream: it is closed at the end and when the iteration is left. */
  bytes(handle: unknown, limits: PullLimits = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#bytes(this.#entry(handle), limits)
  }

  /**
   * Closes a stream and ends its source.
   *
   * @returns its handle, or `undefined` when it was closed already or never existed.
   * @throws {KernelError} `stream_invalid_handle`; `stream_failed` when the source cannot be ended (it counts as closed).
   */
  async close(handle: unknown): Promise<StreamHandle | undefined> {
    const entry = this.#entries.get(streamId(handle))
    if (entry === undefined) return undefined
    await this.#close(entry)
    return entry.handle
  }

  /** Closes whatever is still open; called once, when the run ends. Throws the first failure after closing all. */
  async closeAll(): Promise<void> {
    const outcomes = await Promise.allSettled(Array.from(this.#entries.values(), (entry) => this.#close(entry)))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** A state with a handle for each described stream; `state` itself stays as it is. See `addSyntheticStreams`. */
  addSynthetic(state: Dict, streams: unknown, options: SyntheticOptions = {}): Dict {
    return addSyntheticStreams(this, state, { ...options, streams })
  }

  #newHandle({
    encoding = 'binary',
    mediaType,
    storage,
    metadata = {},
  }: OpenStreamOptions & { storage: StreamStorage }) {
    const id = `stream-${bytesToHex(this.#options.random.bytes(16))}`
    return { id, encoding, ...(mediaType === undefined ? {} : { mediaType }), storage, metadata }
  }

  #register(entry: StreamEntry): StreamHandle {
    this.#entries.set(entry.handle.id, entry)
    this.#options.observe?.('open', entry.handle.id)
    return entry.handle
  }

  #entry(handle: unknown): StreamEntry {
    const id = streamId(handle)
    const entry = this.#entries.get(id)
    if (entry === undefined) throw unknownHandle(id)
    return entry
  }

  async #close(entry: StreamEntry): Promise<void> {
    this.#entries.delete(entry.handle.id)
    this.#options.observe?.('close', entry.handle.id)
    await entry.close()
  }

  #read(entry: StreamEntry, options: ReadStreamOptions, join: boolean): Promise<StreamRead> {
    const decoding = chunkDecoding(options.decode ?? entry.handle.encoding)
    return entry.exclusive(async () => {
      const bytes = await takeBytes(entry, { ...options, decoding, join })
      if (bytes === undefined) return { done: true, stream: entry.handle }
      this.#options.observe?.('read', entry.handle.id, bytes.length)
      return {
        done: false,
        chunk: decodeChunk(bytes, decoding),
        encoding: decoding.encoding,
        bytes: bytes.length,
        seq: entry.seq++,
        stream: entry.handle,
      }
    })
  }

  async *#chunks(entry: StreamEntry, options: ChunksOptions): AsyncGenerator<StreamChunk, void, undefined> {
    try {
      for (;;) {
        const read = await this.#read(entry, options, false)
        if (read.done) return
        yield read
      }
    } finally {
      if (options.close === true) await this.#close(entry)
    }
  }

  async *#bytes(entry: StreamEntry, limits: PullLimits): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const piece = await entry.exclusive(async () => {
          await entry.fill(1, limits)
          return entry.queue.takePiece()
        })
        if (piece.length === 0) return
        this.#options.observe?.('read', entry.handle.id, piece.length)
        yield piece
      }
    } finally {
      await this.#close(entry)
    }
  }
}

/** The bytes of one read, or `undefined` at the end. */
async function takeBytes(
  entry: StreamEntry,
  options: ReadStreamOptions & { readonly decoding: ChunkDecoding; readonly join: boolean },
): Promise<Uint8Array | undefined> {
  const { queue } = entry
  let wanted = options.maxBytes ?? 1
  for (;;) {
    await entry.fill(wanted, options)
    if (queue.size === 0) return undefined
    const bytes =
      options.maxBytes !== undefined ? queue.take(wanted) : options.join ? queue.takeAll() : queue.takePiece(wanted)
    const held = options.decoding.isText ? incompleteUtf8Tail(bytes) : 0
    if (held === 0 || (entry.ended && queue.size === 0)) return bytes
    queue.unshift(bytes.subarray(bytes.length - held))
    if (held < bytes.length) return bytes.subarray(0, bytes.length - held)
    // The whole of it is the head of one character: it takes at least one more byte to get on.
    wanted = bytes.length + 1
  }
}
