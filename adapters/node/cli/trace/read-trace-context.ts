import { parseTraceContext, type TraceContext } from '../../../../core/trace/trace-context.ts'
import type { ParsedArguments } from '../flags.ts'
import { UsageError } from '../usage-error.ts'

/**
 * The W3C trace that the command was started in: `--traceparent`, else the variable `TRACEPARENT`, with `TRACESTATE`.
 *
 * @returns `undefined` without one. A variable that is not valid counts as none, as the standard wants it.
 * @throws {UsageError} for a flag that is not valid.
 */
export function readTraceContext(
  parsed: ParsedArguments,
  env: NodeJS.ProcessEnv = process.env,
): TraceContext | undefined {
  const flag = parsed.text('traceparent')
  const traceparent = flag ?? env['TRACEPARENT']
  if (traceparent === undefined) return undefined
  const tracestate = env['TRACESTATE']
  const context: TraceContext = { traceparent, ...(tracestate === undefined ? {} : { tracestate }) }
  if (parseTraceContext(context) !== undefined) return context
  if (flag === undefined) return undefined
  throw new UsageError(
    `"${flag}" is not a trace context`,
    'Write 00-TRACE-SPAN-01, with 32 and 16 lower-case hexadecimal digits',
  )
}
