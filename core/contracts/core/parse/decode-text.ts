/** Encodings of text files. `latin1` is ISO-8859-1; `utf-16` follows its byte order mark, little endian without one. */
export type ByteEncoding = 'utf-8' | 'utf-16' | 'latin1'
export const BYTE_ENCODINGS: readonly ByteEncoding[] = ['utf-8', 'utf-16', 'latin1']

/** Arguments that every engine takes in one call. */
const LATIN1_PIECE = 8192

/** The text of a file's bytes, without a byte order mark. What is malformed becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: ByteEncoding): string {
  switch (encoding) {
    case 'utf-8':
      return new TextDecoder().decode(bytes)
    case 'utf-16':
      return new TextDecoder(bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-16le').decode(bytes)
    case 'latin1':
      return decodeLatin1(bytes)
  }
}

/** By hand, because the web's label `latin1` means windows-1252, where 0x80 to 0x9F are other characters. */
function decodeLatin1(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let from = 0; from < bytes.length; from += LATIN1_PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + LATIN1_PIECE)))
  }
  return pieces.join('')
}
