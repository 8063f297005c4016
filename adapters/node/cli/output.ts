import { KernelError } from '../../../core/errors/kernel-error.ts'

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
export class ErrorScreen {
  readonly isTerminal: boolean
  /** Colours are wanted: a terminal, and neither NO_COLOR nor TERM=dumb says otherwise; FORCE_COLOR overrules. */
  readonly colour: boolean
  /** The line that is overwritten: shown after everything else, gone when anything else is written. */
  #status = ''

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.isTerminal = process.stderr.isTTY === true
    this.colour = wantsColour(env, this.isTerminal)
    process.stderr.on('error', () => {})
  }

  /** Writes whole lines. */
  write(text: string): void {
    if (text === '') return
    const status = this.#status
    this.clearStatus()
    process.stderr.write(text)
    if (status !== '') this.showStatus(status)
  }

  /** Shows a line that the next one replaces; terminals only. */
  showStatus(text: string): void {
    if (!this.isTerminal) return
    const columns = process.stderr.columns ?? 80
    this.#status = text
    process.stderr.write(`\r\u001b[K${text.slice(0, columns - 1)}`)
  }

  clearStatus(): void {
    if (this.#status === '') return
    this.#status = ''
    process.stderr.write('\r\u001b[K')
  }

  /** Resolves when everything written so far has been handed over. */
  drain(): Promise<void> {
    this.clearStatus()
    if (process.stderr.writableLength === 0) return Promise.resolve()
    return new Promise((resolve) => process.stderr.write('', () => resolve()))
  }
}

/** See https://no-color.org for the first of these. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return env['FORCE_COLOR'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}
