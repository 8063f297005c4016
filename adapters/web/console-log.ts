import type { LogLevel, LogPort } from '../../core/host/log.ts'
import { jsonLogLine } from '../../core/logging/log-line.ts'

/** The part of a console that is used. */
export type LogConsole = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>

const METHODS: Readonly<Record<LogLevel, keyof LogConsole>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'error',
}

/** Writes each entry as one line of JSON to the console, at the console's level for it. */
export function createConsoleLog(target: LogConsole = console): LogPort {
  return {
    write: (entry) => {
      target[METHODS[entry.level]](jsonLogLine(entry))
    },
  }
}
