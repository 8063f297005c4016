import type { LogPort } from '../../core/host/log.ts'

/** Writes each entry as one line of JSON to standard error. */
export function createNodeLog(): LogPort {
  return {
    write: (entry) => {
      process.stderr.write(`${JSON.stringify(entry)}\n`)
    },
  }
}
