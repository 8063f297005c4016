import { bytesToText } from '../bytes/text-encoding.ts'

/** What a read makes of its bytes. */
export interface ChunkDecoding {
  /** Reported with the chunk. */
  readonly encoding: 'utf-8' | 'json' | 'base64' | 'hex'
  /** Text must not be cut inside a character. */
  readonly isText: boolean
}

const decodings: Readonly<Record<string, ChunkDecoding>> = {
  'utf-8': { encoding: 'utf-8', isText: true },
  utf8: { encoding: 'utf-8', isText: true },
  json: { encoding: 'json', isText: true },
  hex: { encoding: 'hex', isText: false },
}
const BASE64: ChunkDecoding = { encoding: 'base64', isText: false }

/** The decoding a name stands for; `binary` and unknown names give base64. Spec: engine.md 8.3. */
export function chunkDecoding(name: string): ChunkDecoding {
  return Object.hasOwn(decodings, name) ? decodings[name]! : BASE64
}

/** The text of one chunk. JSON is text too: it is not parsed. */
export function decodeChunk(bytes: Uint8Array, { encoding }: ChunkDecoding): string {
  return bytesToText(bytes, encoding === 'json' ? 'utf-8' : encoding)
}
