import { normaliseError } from '../../../core/errors/normalise-error.ts'
import { errorJson, formatError } from './format-error.ts'
import type { ErrorScreen } from './output.ts'
import { createPaint } from './paint.ts'
import { SourceTexts } from './source-texts.ts'
import { UsageError } from './usage-error.ts'

export interface ReportOptions {
  readonly json: boolean
  /** Show stacks of this program. */
  readonly debug: boolean
  readonly sources?: SourceTexts
  /** What to do, when the caller knows better than the error. */
  readonly hint?: string
}

/** Tells on standard error why a command failed. */
export function reportFailure(thrown: unknown, screen: ErrorScreen, options: ReportOptions): void {
  const { json, debug, sources = new SourceTexts() } = options
  const paint = createPaint(screen.colour)
  if (thrown instanceof UsageError) {
    const { message, hint } = thrown
    if (json)
      screen.write(`${JSON.stringify({ error: { code: 'usage', message, ...(hint ? { help: hint } : {}) } })}\n`)
    else
      screen.write(`${paint.red('error')}: ${paint.bold(message)}\n${hint ? `  ${paint.cyan('help:')} ${hint}\n` : ''}`)
    if (debug && !json) screen.write(`${paint.dim(thrown.stack ?? '')}\n`)
    return
  }
  const error = normaliseError(thrown)
  if (json) screen.write(`${JSON.stringify(errorJson(error, { sources, debug, hint: options.hint }))}\n`)
  else screen.write(formatError(error, { sources, paint, debug, hint: options.hint }))
}
