import { nearestName } from '../../../core/compose/nearest-name.ts'
import { LOG_LEVELS, type LogLevel } from '../../../core/host/log.ts'
import type { LoggerLevels } from '../../../core/logging/thresholds.ts'
import { type Dict, hasOwn } from '../../../core/values.ts'
import { parseDuration } from './duration.ts'
import type { ParsedArguments } from './flags.ts'
import { isInputPair, readInputObject, readInputPairs } from './input-values.ts'
import { readNamedFile, readStdin } from './read-target.ts'
import { UsageError } from './usage-error.ts'

/** The words of `lcod run` after its flags: one target, then inputs. */
export function splitWords(positionals: readonly string[]): { target: string; pairs: readonly string[] } {
  const [target, ...pairs] = positionals
  if (target === undefined) throw new UsageError('"run" needs something to run', 'Write lcod run compose.yaml')
  return { target, pairs: splitInputs(pairs) }
}

/**
 * Words that are inputs and nothing else.
 *
 * @throws {UsageError} for any other word.
 */
export function splitInputs(words: readonly string[]): readonly string[] {
  const odd = words.find((word) => !isInputPair(word))
  if (odd === undefined) return words
  throw new UsageError(`"${odd}" is neither a flag nor an input`, 'Inputs are written name=value or name:=json')
}

/**
 * The input of the run: the object of `--input`, then the pairs over it.
 *
 * `-` can be read once only: not when it was the target.
 */
export async function readInput(
  parsed: ParsedArguments,
  pairs: readonly string[],
  { targetIsStdin, signal }: { readonly targetIsStdin: boolean; readonly signal: AbortSignal },
): Promise<Dict> {
  const named = parsed.text('input')
  const base = named === undefined ? {} : await readNamedInput(named, targetIsStdin, signal)
  return { ...base, ...readInputPairs(pairs) }
}

async function readNamedInput(named: string, targetIsStdin: boolean, signal: AbortSignal): Promise<Dict> {
  if (/^\s*[{[]/.test(named)) return readInputObject(named, '--input')
  if (named !== '-') return readInputObject(await readNamedFile(named, 'the input'), named)
  if (targetIsStdin) throw new UsageError('The compose and the input cannot both come from standard input')
  return readInputObject(await readStdin(signal), 'standard input')
}

/** `--bind CONTRACT=ID`, as contract id → implementation id. */
export function readBindings(parsed: ParsedArguments): Record<string, string> {
  const bindings: Record<string, string> = {}
  for (const value of parsed.all('bind')) {
    const [contract = '', implementation = '', ...rest] = value === true ? [] : value.split('=')
    if (contract === '' || implementation === '' || rest.length > 0) {
      throw new UsageError(`"${value}" is not a binding`, 'Write --bind CONTRACT=IMPLEMENTATION, both component ids')
    }
    bindings[contract] = implementation
  }
  return bindings
}

/** `--timeout` in milliseconds; `undefined` without the flag. */
export function readTimeout(parsed: ParsedArguments): number | undefined {
  const text = parsed.text('timeout')
  if (text === undefined) return undefined
  const timeoutMs = parseDuration(text)
  if (timeoutMs === undefined) {
    throw new UsageError(
      `"${text}" is not a duration`,
      'Write milliseconds, or numbers with ms, s, m or h: 1500, 30s, 1h30m',
    )
  }
  return timeoutMs
}

/** `--log-level`; `undefined` without the flag. */
export function readLogLevel(parsed: ParsedArguments): string | undefined {
  const level = parsed.text('log-level')
  if (level === undefined || LOG_LEVELS.some((known) => known === level)) return level
  throw new UsageError(`Unknown log level "${level}"`, `Expected ${LOG_LEVELS.join(', ')}`)
}

/** A line for each input that the manifest does not declare: the run drops them, which is seldom what was meant. */
export function undeclaredInputs(input: Dict, declared: readonly string[]): string {
  if (declared.length === 0) return ''
  return Object.keys(input)
    .filter((name) => !declared.includes(name))
    .map((name) => {
      const near = nearestName(name, declared)
      const meant = near !== undefined && !hasOwn(input, near) ? `; did you mean "${near}"?` : ''
      return `warning: The input "${name}" is not declared in lcp.toml and is ignored${meant}\n`
    })
    .join('')
}

/** `--log NAME=LEVEL,…`, as least level per logger; empty without the flag. */
export function readLoggerLevels(parsed: ParsedArguments): LoggerLevels {
  const levels: Record<string, LogLevel> = {}
  const rules = parsed.all('log').flatMap((value) => (value === true ? [] : value.split(',')))
  for (const rule of rules) {
    const [name = '', level, ...rest] = rule.trim().split('=')
    const known = LOG_LEVELS.find((candidate) => candidate === level)
    if (name === '' || known === undefined || rest.length > 0) {
      throw new UsageError(`"${rule}" is not a log level`, `Write --log NAME=LEVEL with ${LOG_LEVELS.join(', ')}`)
    }
    levels[name] = known
  }
  return levels
}
