import type { Dict } from '../values.ts'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A valid, completed payload of `contract/tooling/log@1` (engine.md 5.2). */
export interface LogEntry {
  level: LogLevel
  message: string
  data?: Dict
  error?: Dict
  tags?: Record<string, string | number | boolean>
  /** ISO-8601, UTC. */
  timestamp: string
}

/** Where log entries go when no binding takes them. Must not throw; a sink that fails loses its entry, not the run. */
export interface LogPort {
  write(entry: LogEntry): void
}
