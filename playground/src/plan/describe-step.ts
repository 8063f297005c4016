import type { Step } from '../../../core/compose/composition.ts'
import { isDict, own } from '../../../core/values.ts'

const MAX_LENGTH = 60

/** Inputs that say what an operator is about, the most telling first. */
const TELLING = [
  'cond',
  'list',
  'stream',
  'tasks',
  'state',
  'code',
  'slot',
  'path',
  'url',
  'message',
  'template',
  'value',
]

/** A step in a few words: its most telling input, else the first, then the keys it writes. */
export function describeStep(step: Step): string {
  const names = Object.keys(step.in)
  const name = TELLING.find((candidate) => names.includes(candidate)) ?? names.find((key) => key !== 'source')
  const subject = name === undefined ? '' : describeValue(step.in[name])
  const written = Object.keys(step.out).filter((key) => !key.startsWith('__lcod'))
  const target = written.length === 0 ? '' : `→ ${written.join(', ')}`
  return cut([subject, target].filter((part) => part !== '').join(' '))
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return value
  if (isDict(value) && own(value, '__lcod_optional__') !== undefined) return ''
  if (Array.isArray(value)) return `[${value.length}]`
  if (isDict(value)) return `{${Object.keys(value).join(', ')}}`
  return JSON.stringify(value)
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}

/** A call without scheme, version, and the namespaces of what everybody uses: `foreach`, `script`, `string/format`. */
export function shortCall(call: string): string {
  return call
    .replace(/^lcod:\/\//, '')
    .replace(/@[^@]*$/, '')
    .replace(/^contract\/(core\/)?/, '')
    .replace(/^(flow|tooling|impl)\/(?=[^/]+$)/, '')
}
