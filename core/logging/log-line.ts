import type { LogEntry, LogLevel } from '../host/log.ts'

/**
 * What must not reach a terminal or a log collector as it is: control characters (ANSI sequences begin with one, also
 * with those above 127), characters that change the direction of text, and everything that some reader takes for the
 * end of a line.
 */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu

function escapeChar(char: string): string {
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
}

/** An entry as one line of JSON, without its end. Nothing in the entry can begin a second line or steer a terminal. */
export function jsonLogLine(entry: LogEntry): string {
  return stringify(entry).replace(UNSAFE, escapeChar)
}

/** A data value can hold itself (`clone: false`); the rest of its entry is still worth having. */
function stringify(entry: LogEntry): string {
  try {
    return JSON.stringify(entry)
  } catch (error) {
    const { data: _data, error: _error, ...rest } = entry
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return JSON.stringify({ ...rest, data: { unserialisable: reason } })
  }
}

const COLOURS: Readonly<Record<LogLevel, number>> = { trace: 2, debug: 2, info: 36, warn: 33, error: 31, fatal: 31 }

/**
 * An entry for people, one line without its end: time of day, level, logger, message, then data, error and tags as
 * `name=value`. A stack follows on lines of its own, indented.
 */
export function prettyLogLine(entry: LogEntry, options: { readonly colour?: boolean } = {}): string {
  const paint = (code: number, text: string) => (options.colour === true ? `\u001b[${code}m${text}\u001b[0m` : text)
  const { logger, component: _component, ...tags } = entry.tags ?? {}
  const { message, stack, ...error } = entry.error ?? {}
  const time = entry.timestamp.slice(11, 23).replace(/Z$/, '')
  const parts = [
    paint(2, safeText(time)),
    paint(COLOURS[entry.level], entry.level.toUpperCase().padEnd(5)),
    ...(logger === undefined ? [] : [paint(2, safeText(typeof logger === 'string' ? logger : shown(logger)))]),
    safeText(entry.message),
    ...(message === undefined ? [] : [paint(31, safeText(typeof message === 'string' ? message : shown(message)))]),
    ...pairs({ ...entry.data, ...error, ...tags }).map((pair) => paint(2, pair)),
  ]
  const frames =
    typeof stack === 'string' ? stack.split('\n').map((line) => `\n    ${paint(2, safeText(line.trim()))}`) : []
  return parts.join(' ') + frames.join('')
}

function pairs(values: object): string[] {
  return Object.entries(values).map(([name, value]) => `${safeText(name)}=${safeText(shown(value))}`)
}

function shown(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return value
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return '<contains itself>'
  }
}

/** Text on one line, with everything in it that could steer a terminal or begin another line made visible. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\n' ? '\\n' : char === '\t' ? ' ' : escapeChar(char)))
}
