import type { Preview, ServedRequest, TraceEvent } from '../events.ts'

/** Turns trace events, in the order they were emitted, into the text of one format. */
export interface TraceFormat {
  /** The text that this event adds; empty when it adds nothing, or nothing yet. */
  write(event: TraceEvent): string
  /** Text that was held back to be joined with the next event; for a reader who watches a run that waits. */
  flush(): string
  /** The last text; call once, after the last event. */
  end(): string
}

/** A preview as one line of at most `limit` UTF-16 units. */
export function previewText(preview: Preview, limit: number): string {
  if ('value' in preview) return shorten(preview.value === undefined ? 'null' : JSON.stringify(preview.value), limit)
  return shorten(preview.head, limit, true)
}

/** A text without line breaks, cut with an ellipsis when it is longer than `limit` or known to go on. */
export function shorten(text: string, limit: number, goesOn = false): string {
  const line = text.replace(/\s+/g, (blanks) => (/[\r\n]/.test(blanks) ? ' ' : blanks))
  if (line.length <= limit && !goesOn) return line
  return `${line.slice(0, Math.max(0, limit - 1))}…`
}

/** What a run is called: `run`, or method and path of the request that it answers. */
export function runName({ request }: { readonly request?: ServedRequest }): string {
  return request === undefined ? 'run' : `${request.method} ${request.path}`
}

/** Identifies one execution of a step or slot: a path runs once per combination of loop indexes. */
export function executionKey(event: { readonly path: string; readonly iteration: readonly number[] }): string {
  return event.iteration.length === 0 ? event.path : `${event.path}#${event.iteration.join(',')}`
}
