import { base64ToBytes, bytesToBase64 } from './base64.ts'
import { bytesToHex, hexToBytes } from './hex.ts'

/** How contracts carry bytes in JSON strings. */
export type TextEncoding = 'utf-8' | 'base64' | 'hex'
export const TEXT_ENCODINGS: readonly TextEncoding[] = ['utf-8', 'base64', 'hex']

// A byte order mark is content here: reading a file and writing it back must not change it.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Text that stands for `bytes`. Malformed UTF-8 becomes U+FFFD. */
export function bytesToText(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'base64') return bytesToBase64(bytes)
  return encoding === 'hex' ? bytesToHex(bytes) : utf8.decode(bytes)
}

/** The bytes that `text` stands for, or `null` when it is not text of that encoding. */
export function textToBytes(text: string, encoding: TextEncoding): Uint8Array | null {
  if (encoding === 'base64') return base64ToBytes(text)
  return encoding === 'hex' ? hexToBytes(text) : encoder.encode(text)
}
