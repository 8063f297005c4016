const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/**
 * Reads a duration: bare milliseconds (`1500`), a number with a unit (`1.5s`, `250ms`, `2m`, `1h`), or several in a
 * row (`1m30s`). Units in any case; spaces between the parts do not count.
 *
 * @returns milliseconds, zero or more; `undefined` when the text is not a duration.
 *
 * Spec: engine.md 10.8.
 */
export function parseDuration(text: string): number | undefined {
  const compact = text.replace(/\s+/g, '').toLowerCase()
  if (/^\d+(\.\d+)?$/.test(compact)) return Number(compact)
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(compact)) return undefined
  let total = 0
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0)
  }
  return total
}
