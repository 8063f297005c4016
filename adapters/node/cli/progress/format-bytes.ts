const UNITS = ['kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes for people, in powers of a thousand: `999 B`, `1.5 kB`, `20 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 'B'
  for (const larger of UNITS) {
    // What would be rounded to a thousand is told in the next unit.
    if (value < 999.5) break
    value /= 1000
    unit = larger
  }
  return `${unit !== 'B' && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`
}
