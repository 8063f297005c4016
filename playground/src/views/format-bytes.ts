const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** An amount of bytes for people: three digits at most, in steps of 1,024. */
export function formatBytes(bytes: number): string {
  let amount = bytes
  let unit = 0
  for (; amount >= 1000 && unit < UNITS.length - 1; unit++) amount /= 1024
  const digits = unit === 0 || amount >= 100 ? 0 : 1
  return `${amount.toFixed(digits)} ${UNITS[unit]}`
}
