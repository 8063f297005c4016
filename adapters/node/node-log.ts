import type { LogPort } from '../../core/host/log.ts'
import { jsonLogLine } from '../../core/logging/log-line.ts'

/** Writes each entry as one line of JSON to standard error. */
export function createNodeLog(): LogPort {
  return {
    write: (entry) => {
      process.stderr.write(`${jsonLogLine(entry)}\n`)
    },
  }
}
