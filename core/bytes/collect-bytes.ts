import { concatBytes } from './concat-bytes.ts'

/**
 * Everything an iterable gives, in one array; an empty array when it gives nothing.
 *
 * @param onSize told the running total before each part is kept; it may throw to stop, which ends the source.
 */
export async function collectBytes(
  source: AsyncIterable<Uint8Array>,
  onSize?: (total: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let total = 0
  for await (const part of source) {
    total += part.length
    onSize?.(total)
    parts.push(part)
  }
  return concatBytes(parts)
}
