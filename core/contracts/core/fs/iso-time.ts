/** ISO-8601 in UTC of milliseconds since the epoch. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
