import type { FlagSpec } from './flags.ts'

/** Flags that every command takes. */
export const commonFlags: readonly FlagSpec[] = [
  { name: 'help', short: 'h', value: 'none', summary: 'Show the help of the command' },
  { name: 'debug', value: 'none', summary: 'Show stack traces of this program with its errors' },
  { name: 'json-errors', value: 'none', summary: 'Write errors as one JSON object' },
]

/** Of commands whose result programs read. */
export const jsonFlag: FlagSpec = { name: 'json', value: 'none', summary: 'Print the result as JSON' }

/** Exit codes, as the help and the documentation list them. */
export const exitCodes: ReadonlyArray<{ readonly code: number; readonly meaning: string }> = [
  { code: 0, meaning: 'Success' },
  { code: 1, meaning: 'The run failed, a test did, or two traces differ' },
  { code: 2, meaning: 'The command line or the document is wrong; nothing was run' },
  { code: 130, meaning: 'Cancelled by Ctrl+C or --timeout' },
]
