/** Milliseconds with the precision that a reader needs: `0.04 ms`, `12.3 ms`, `340 ms`, `12.0 s`. */
export function durationText(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 100) return `${Math.round(ms)} ms`
  return `${ms.toFixed(ms >= 10 ? 1 : 2)} ms`
}
