import { formatBytes } from './format-bytes.ts'
import type { LiveRow } from './live-rows.ts'
import { spinner } from './spinner.ts'

/** How far a transfer is. */
export interface TransferProgress {
  /** What is being done, in words; the transfer itself when absent. */
  readonly phase?: string | undefined
  readonly loaded: number
  /** Absent when it is not known. */
  readonly total?: number | undefined
  /** What is counted. Default: things, without a name. */
  readonly unit?: 'bytes' | undefined
}

/** Short transfers do not flicker. */
const SHOW_AFTER_MS = 200
/** The rate is that of the last few seconds, once there is enough to measure. */
const RATE_WINDOW_MS = 3000
const RATE_AFTER_MS = 500
/** Room that stays for what is told beside a bar, so that a bar keeps its width while the numbers grow. */
const WORDS_WIDTH = 39
const MIN_BAR = 5
const MAX_BAR = 20

/** The row of one download or clone: a bar when its end is known, a spinner and counts when not. */
export class TransferRow implements LiveRow {
  readonly #name: string
  readonly #start = performance.now()
  #progress: TransferProgress | undefined
  #samples: Array<{ readonly time: number; readonly loaded: number }> = []

  /** @param name What is transferred; its end is kept where the terminal is narrow. */
  constructor(name: string) {
    this.#name = name
  }

  update(progress: TransferProgress): void {
    if (progress.phase !== this.#progress?.phase) this.#samples = []
    this.#progress = progress
  }

  line(time: number, columns: number): string | undefined {
    if (time - this.#start < SHOW_AFTER_MS) return undefined
    const nameWidth = Math.max(8, Math.min(40, Math.floor(columns * 0.4)))
    const name = fitted(this.#name, nameWidth)
    return [spinner(time), name.padEnd(nameWidth), ...this.#details(time, columns - nameWidth)].join(' ')
  }

  #details(time: number, room: number): string[] {
    const progress = this.#progress
    if (progress === undefined) return ['waiting for an answer']
    const { phase, loaded, total, unit } = progress
    const rate = unit === 'bytes' ? this.#rate(time, loaded) : []
    const shown = (count: number) => (unit === 'bytes' ? formatBytes(count) : String(count))
    const words = phase === undefined ? [] : [phase]
    if (total === undefined || total <= 0) return [...words, shown(loaded), ...rate]
    const share = Math.min(1, loaded / total)
    const percent = `${Math.floor(share * 100)} %`.padStart(5)
    const width = Math.min(MAX_BAR, room - WORDS_WIDTH)
    const bar = width < MIN_BAR ? [] : [barOf(share, width)]
    return [...bar, percent, ...words, `${shown(loaded)} of ${shown(total)}`, ...rate]
  }

  #rate(time: number, loaded: number): string[] {
    this.#samples.push({ time, loaded })
    this.#samples = this.#samples.filter((sample) => time - sample.time <= RATE_WINDOW_MS)
    const first = this.#samples[0]
    if (first === undefined || time - first.time < RATE_AFTER_MS) return []
    return [`${formatBytes((Math.max(0, loaded - first.loaded) / (time - first.time)) * 1000)}/s`]
  }
}

function barOf(share: number, width: number): string {
  const full = Math.floor(share * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}

function fitted(name: string, width: number): string {
  return name.length <= width ? name : `…${name.slice(name.length - width + 1)}`
}
