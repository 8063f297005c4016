import type { TraceFormat } from './trace-format.ts'

/** One JSON object per line, exactly the events: for programs, and to be turned into other formats later. */
export function jsonlTrace(): TraceFormat {
  return {
    write: (event) => `${JSON.stringify(event)}\n`,
    flush: () => '',
    end: () => '',
  }
}
