/** Bytes of files together; texts count as UTF-8. */
export function sizeOf(contents: Iterable<Uint8Array | string>): number {
  let bytes = 0
  for (const content of contents) bytes += typeof content === 'string' ? Buffer.byteLength(content) : content.length
  return bytes
}

/** A size for people, in units of 1,000: `999 bytes`, `12 kB`, `1.9 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
