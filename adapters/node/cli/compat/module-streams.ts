import { requirePort } from '../../../../core/host/require-port.ts'
import type { OperatorCall } from '../../../../core/run/call.ts'
import type { StreamHandle } from '../../../../core/streams/stream-handle.ts'
import type { OpenStreamOptions, ReadStreamOptions, StreamRead } from '../../../../core/streams/stream-manager.ts'

type Piece = string | Uint8Array

/** Streams of the run, as modules open and read them. Text becomes UTF-8. */
export interface ModuleStreams {
  /** Over what an async generator or a readable stream of Node gives; pulled only when somebody reads. */
  fromAsyncIterable(source: AsyncIterable<Piece>, options?: OpenStreamOptions): StreamHandle
  fromReadable(source: AsyncIterable<Piece>, options?: OpenStreamOptions): StreamHandle
  /** Over a file of the run, opened at the first read. Relative paths start at the run's working directory. */
  fromFile(path: string, options?: OpenStreamOptions): StreamHandle
  /** Over bytes in memory; their default encoding is `base64`. */
  fromBuffer(bytes: Uint8Array, options?: OpenStreamOptions): StreamHandle
  fromChunks(chunks: readonly Piece[], options?: OpenStreamOptions): StreamHandle
  read(handle: unknown, options?: ReadStreamOptions): Promise<StreamRead>
  /** @returns false when it was closed already. */
  close(handle: unknown): Promise<boolean>
}

/** Spec: engine.md 2.8, 8.2. */
export function createModuleStreams(call: OperatorCall): ModuleStreams {
  const { streams } = call
  const fromAsyncIterable = (source: AsyncIterable<Piece>, options?: OpenStreamOptions) =>
    streams.open(bytesOfAll(source), options)
  return {
    fromAsyncIterable,
    fromReadable: fromAsyncIterable,
    fromFile(path, options) {
      const whole = call.resolvePath(path)
      const files = requirePort(call.host, 'files', 'streams.fromFile')
      return streams.open(files.stream(whole), { storage: { kind: 'file', path: whole }, ...options })
    },
    fromBuffer: (bytes, options) => streams.openBytes(bytesOf(bytes), { encoding: 'base64', ...options }),
    fromChunks: (chunks, options) => streams.openBytes(chunks.map(bytesOf), options),
    read: (handle, options) => streams.read(handle, options),
    close: async (handle) => (await streams.close(handle)) !== undefined,
  }
}

async function* bytesOfAll(source: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const piece of source) yield bytesOf(piece)
}

/** Bytes of their own: Node takes the memory of small buffers back. */
function bytesOf(piece: Piece): Uint8Array {
  return typeof piece === 'string' ? new TextEncoder().encode(piece) : Uint8Array.from(piece)
}
