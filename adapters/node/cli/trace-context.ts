import type { RunOptions } from '../../../core/kernel-api.ts'

/**
 * The W3C trace that the caller of the command runs it in: `TRACEPARENT` and `TRACESTATE`, as tools that start processes
 * set them.
 */
export function traceContextFrom(env: NodeJS.ProcessEnv): Pick<RunOptions, 'traceContext'> {
  const { TRACEPARENT: traceparent, TRACESTATE: tracestate } = env
  if (traceparent === undefined) return {}
  return { traceContext: { traceparent, ...(tracestate === undefined ? {} : { tracestate }) } }
}
