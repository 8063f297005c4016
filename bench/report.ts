/** One line of the bench table: what was measured, and what it should be at most. */
export interface BenchRow {
  readonly workload: string
  readonly measured: number
  /** `×` for ratios, `µs`, `ms`, `MiB`, `KB gz`. */
  readonly unit: string
  /** Upper bound; absent for figures that are only told. */
  readonly target?: number
  /** What the figure is made of, for the reader. */
  readonly note?: string
}

/** Prints rows as a table, or with `--json` as `{ rows }`. Never fails: a bench reports, it does not judge. */
export function report(rows: readonly BenchRow[]): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ rows: rows.map((row) => ({ ...row, met: isMet(row) })) }))
    return
  }
  console.log(markdownTable(rows))
}

/** The table as Markdown, for documents. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ workload, measured, unit, target, note = '' }) => {
    const bound = target === undefined ? '' : `≤ ${target} ${unit}`
    const verdict = target === undefined ? '' : measured <= target ? 'met' : 'missed'
    return `| ${workload} | ${measured.toPrecision(3)} ${unit} | ${bound} | ${verdict} | ${note} |`
  })
  return ['| Workload | Measured | Target | | How |', '| --- | --- | --- | --- | --- |', ...lines].join('\n')
}

export function isMet({ measured, target }: BenchRow): boolean | null {
  return target === undefined ? null : measured <= target
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

/**
 * Times several works in turns, so that whatever else the machine does meets all of them, after `warmups` untimed turns.
 *
 * @returns per work the median in ms, and the median of its ratios to the first work within each turn.
 */
export async function compare(
  works: ReadonlyArray<() => unknown>,
  rounds: number,
  warmups = 3,
): Promise<Array<{ readonly ms: number; readonly ratio: number }>> {
  const times: number[][] = works.map(() => [])
  for (let round = -warmups; round < rounds; round++) {
    for (const [at, work] of works.entries()) {
      const start = performance.now()
      await work()
      if (round >= 0) times[at]!.push(performance.now() - start)
    }
  }
  return times.map((own) => ({ ms: median(own), ratio: median(own.map((ms, round) => ms / times[0]![round]!)) }))
}
