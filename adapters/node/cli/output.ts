import { KernelError } from '../../../core/errors/kernel-error.ts'
import { type LiveOutput, type LiveRow, LiveRows, type LiveScreen } from './progress/live-rows.ts'

/**
 * Writes what a command was asked for to standard output, and waits until it is handed over.
 *
 * A reader that has gone away (`lcod … | head`) is no failure: the rest is dropped without a word.
 *
 * @throws {KernelError} `output_failed` when standard output cannot be written for any other reason, such as a full disk.
 */
export async function writeResult(text: string): Promise<void> {
  const error = await new Promise<Error | null | undefined>((resolve) => {
    // Without a listener a failed write would end the process; the callback tells of the failure.
    process.stdout.on('error', resolve)
    process.stdout.write(text, resolve)
  })
  if (!(error instanceof Error) || ('code' in error && error.code === 'EPIPE')) return
  throw new KernelError('output_failed', `Cannot write to standard output: ${error.message}`, { cause: error })
}

/**
 * Standard error, shared by everything that reports while a run goes on. A reader that has gone away is ignored.
 */
export class ErrorScreen implements LiveScreen {
  readonly isTerminal: boolean
  /** Colours are wanted: a terminal, and neither NO_COLOR nor TERM=dumb says otherwise; FORCE_COLOR overrules. */
  readonly colour: boolean
  /** Rows that change in place; absent where nothing can be drawn over, and in CI, where nobody watches. */
  readonly #rows: LiveRows | undefined

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.isTerminal = process.stderr.isTTY === true
    this.colour = wantsColour(env, this.isTerminal)
    this.#rows = this.isTerminal && canRedraw(env) ? new LiveRows(standardError) : undefined
    process.stderr.on('error', () => {})
  }

  /** Writes whole lines. */
  write(text: string): void {
    if (text === '') return
    this.#rows?.hide()
    process.stderr.write(text)
  }

  addRow(row: LiveRow): () => void {
    return this.#rows?.add(row) ?? (() => {})
  }

  /** Takes the rows off the screen, before something else is written to the terminal. */
  hideRows(): void {
    this.#rows?.hide()
  }

  /** Resolves when everything written so far has been handed over. */
  drain(): Promise<void> {
    this.hideRows()
    if (process.stderr.writableLength === 0) return Promise.resolve()
    return new Promise((resolve) => process.stderr.write('', () => resolve()))
  }
}

const standardError: LiveOutput = {
  get columns() {
    return process.stderr.columns || 80
  },
  get rows() {
    return process.stderr.rows || 24
  },
  write: (text) => void process.stderr.write(text),
}

function canRedraw(env: NodeJS.ProcessEnv): boolean {
  const isCi = env['CI'] !== undefined && !['', '0', 'false'].includes(env['CI'])
  return !isCi && env['TERM'] !== 'dumb'
}

/** See https://no-color.org for the first of these. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return env['FORCE_COLOR'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}
