import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import type { HttpRequest } from '../../core/host/http.ts'
import { toHttpError } from './node-http-error.ts'

export interface BodyContext {
  readonly request: HttpRequest
  /** What the request was given up for, when it was: the body's own error says only that it ended. */
  endedBy(): Error | null
}

/**
 * The body of an answer, unpacked, in the pieces it comes in.
 *
 * Not a generator: `return()` before the first pull must give the connection up as well, and a generator that was
 * never started runs no cleanup.
 */
export function bodyOf(incoming: IncomingMessage, { request, endedBy }: BodyContext): AsyncIterable<Uint8Array> {
  // An answer that nobody reads may fail too; whoever reads it later is told.
  incoming.on('error', () => {})
  return {
    [Symbol.asyncIterator]() {
      const source = unpacked(incoming, request.method)
      const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]()
      return {
        async next() {
          try {
            const { done, value } = await chunks.next()
            if (done === true) return { done: true, value: undefined }
            return { done: false, value: new Uint8Array(value.buffer, value.byteOffset, value.length) }
          } catch (cause) {
            throw toHttpError(endedBy() ?? cause, request)
          }
        },
        async return() {
          source.destroy()
          incoming.destroy()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

function unpacked(incoming: IncomingMessage, method: string): Readable {
  const status = incoming.statusCode ?? 0
  if (method === 'HEAD' || status === 204 || status === 304) return incoming
  const codings = (incoming.headers['content-encoding'] ?? '').toLowerCase().split(',')
  const steps = codings.map((coding) => unpacker(coding.trim())).filter((step) => step !== undefined)
  // The last coding was applied last, so it comes off first.
  return steps.reduceRight<Readable>((source, step) => pipeline(source, step, () => {}), incoming)
}

function unpacker(coding: string): Transform | undefined {
  // What came last may lack its end mark: that the whole body came is known from the framing of HTTP.
  const lenient = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH }
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(lenient)
    case 'deflate':
      return zlib.createInflate(lenient)
    case 'br':
      return zlib.createBrotliDecompress({
        flush: zlib.constants.BROTLI_OPERATION_FLUSH,
        finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
      })
    default:
      return undefined
  }
}
