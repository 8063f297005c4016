import { type Dict, describeKind, isAbsent, isDict, own } from '../values.ts'
import { joinPointer } from './pointer.ts'
import type { Report } from './report.ts'
import { isReservedKey, reportReservedKey } from './reserved-keys.ts'
import { unknownKey } from './unknown-key.ts'

/** Which half of a step a binding stands in: `=` means the state in `in` and the result in `out`. */
export type BindingSide = 'in' | 'out'

/** One entry of `__lcod_spreads__`: what is copied whole, or picked from, before the explicit keys. */
export interface Spread {
  source: string
  optional?: boolean
  pick?: string[]
}

interface SpreadPlace {
  readonly side: BindingSide
  /** Text after `...`, one leading dot removed. */
  readonly suffix: string
  readonly report: Report
}

const OPTIONS = ['source', 'path', 'pick', 'optional']

/**
 * The descriptors that the value of a `...` key stands for.
 *
 * @returns none for `null` and for what is malformed; the latter is reported as `invalid_spread`.
 * Spec: engine.md 1.9, "Spread descriptors".
 */
export function expandSpreads(
  value: unknown,
  key: string,
  pointer: string,
  side: BindingSide,
  report: Report,
): Spread[] {
  const rest = key.slice('...'.length)
  const suffix = rest.startsWith('.') ? rest.slice(1) : rest
  return collect(value, pointer, { side, suffix, report })
}

/** The descriptors of a `__lcod_spreads__` key that the author, or an earlier expansion, wrote. */
export function readCanonicalSpreads(value: unknown, pointer: string, side: BindingSide, report: Report): Spread[] {
  return collect(value, pointer, { side, suffix: '', report })
}

function collect(value: unknown, pointer: string, place: SpreadPlace): Spread[] {
  if (isAbsent(value)) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => collect(item, joinPointer(pointer, index), place))
  if (typeof value === 'string') return [{ source: textSource(value, place) }]
  if (isDict(value)) return [readDescriptor(value, pointer, place)]
  place.report({
    code: 'invalid_spread',
    message: `A spread must be a path, an object with "source", or a list of them, found ${describeKind(value)}`,
    pointer,
  })
  return []
}

function textSource(value: string, { side, suffix }: SpreadPlace): string {
  if (value !== '=') return value
  return suffix === '' ? wholeOf(side) : `$.${suffix}`
}

function wholeOf(side: BindingSide): string {
  return side === 'in' ? '__lcod_state__' : '__lcod_result__'
}

function readDescriptor(value: Dict, pointer: string, place: SpreadPlace): Spread {
  warnUnknownOptions(value, pointer, place.report)
  const spread: Spread = { source: descriptorSource(value, pointer, place) }
  const optional = own(value, 'optional')
  if (typeof optional === 'boolean') spread.optional = optional
  else if (!isAbsent(optional)) warnOption('optional', 'true or false', optional, pointer, place.report)
  const pick = own(value, 'pick')
  if (Array.isArray(pick)) spread.pick = readPick(pick, joinPointer(pointer, 'pick'), place.report)
  else if (!isAbsent(pick)) warnOption('pick', 'a list of keys', pick, pointer, place.report)
  return spread
}

function descriptorSource(value: Dict, pointer: string, { side, suffix, report }: SpreadPlace): string {
  const option = isAbsent(own(value, 'source')) ? 'path' : 'source'
  const source = own(value, option)
  if (isAbsent(source)) return suffix === '' ? wholeOf(side) : `$.${suffix}`
  if (typeof source === 'string') return source === '=' ? wholeOf(side) : source
  if (isDict(source)) {
    const inner = [own(source, 'source'), own(source, 'path')].find((text) => typeof text === 'string')
    return typeof inner === 'string' ? inner : '$.'
  }
  report({
    code: 'invalid_spread',
    message: `"${option}" of a spread must be a path, found ${describeKind(source)}`,
    pointer: joinPointer(pointer, option),
  })
  return '$.'
}

function readPick(pick: readonly unknown[], pointer: string, report: Report): string[] {
  return pick.flatMap((item, index) => {
    const at = joinPointer(pointer, index)
    if (typeof item === 'object') {
      const message = `"pick" of a spread must list keys, found ${describeKind(item)}`
      report({ code: 'invalid_spread', message, pointer: at })
      return []
    }
    const key = String(item)
    if (isReservedKey(key)) reportReservedKey(key, at, report)
    return [key]
  })
}

function warnOption(option: string, expected: string, found: unknown, pointer: string, report: Report): void {
  report({
    code: 'ignored_spread_option',
    severity: 'warning',
    message: `"${option}" of a spread must be ${expected}, found ${describeKind(found)}: it is ignored`,
    pointer: joinPointer(pointer, option),
  })
}

function warnUnknownOptions(value: Dict, pointer: string, report: Report): void {
  for (const key of Object.keys(value)) {
    if (!OPTIONS.includes(key)) report(unknownKey(key, pointer, 'a spread', OPTIONS))
  }
}
