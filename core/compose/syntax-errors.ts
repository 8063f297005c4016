import type { Composer, YAMLError } from 'yaml'
import type { TextReport } from './report.ts'
import { StopReading, stopReading } from './stop-reading.ts'

/** More than this is noise: one slip of indentation can make every later line wrong. */
const MAX_ERRORS = 20

/** Where the library says that an error is: an offset, a range, or a token. */
type ErrorPlace = number | readonly number[] | { readonly offset: number; readonly source?: string }

/** Reports the syntax errors of one text, and ends the reader when there are too many. */
export class SyntaxErrors {
  #count = 0
  readonly #text: string
  readonly #report: TextReport

  constructor(text: string, report: TextReport) {
    this.#text = text
    this.#report = report
  }

  get found(): boolean {
    return this.#count > 0
  }

  add(place: ErrorPlace, message: string): void {
    // The library catches what ends it at each level of nesting, and reports that here too.
    if (this.#count >= MAX_ERRORS) throw new StopReading()
    const [start, end] = rangeOf(place)
    const finding = {
      code: 'yaml_syntax' as const,
      message: message.length > 200 ? `${message.slice(0, 199)}…` : message,
      pointer: '',
      range: { start: Math.min(start, this.#text.length), end: Math.min(Math.max(start, end), this.#text.length) },
    }
    if (++this.#count >= MAX_ERRORS) stopReading(this.#report, finding)
    this.#report(finding)
  }

  /**
   * Takes over the errors of a composer. The library makes an exception object of each, which costs seconds for a text
   * of nothing but errors. It has no option for that, so its handler is replaced; were it renamed, `addAll` would still
   * find the errors, only later.
   */
  takeOver(composer: Composer): void {
    const value = (place: ErrorPlace, code: YAMLError['code'], message: string, warning?: boolean) => {
      if (warning !== true && isSyntax(code)) this.add(place, message)
    }
    Object.defineProperty(composer, 'onError', { value })
  }

  addAll(errors: readonly YAMLError[]): void {
    for (const error of errors) if (isSyntax(error.code)) this.add(error.pos, error.message)
  }
}

/** Tags are refused while scanning; that one does not resolve adds nothing. */
function isSyntax(code: YAMLError['code']): boolean {
  return code !== 'TAG_RESOLVE_FAILED'
}

function rangeOf(place: ErrorPlace): readonly [start: number, end: number] {
  if (typeof place === 'number') return [place, place + 1]
  if (!('offset' in place)) return [place[0] ?? 0, place[1] ?? 0]
  return [place.offset, place.offset + (place.source?.length ?? 1)]
}
