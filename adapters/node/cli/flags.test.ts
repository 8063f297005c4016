import { expect, test } from 'vitest'
import { type FlagSpec, parseFlags } from './flags.ts'

const specs: FlagSpec[] = [
  { name: 'input', short: 'i', aliases: ['state'], value: 'required', placeholder: 'FILE', summary: '' },
  { name: 'bind', value: 'required', repeatable: true, summary: '' },
  { name: 'trace', value: 'optional', summary: '' },
  { name: 'allow-all', short: 'A', value: 'none', summary: '' },
]

test('parseFlags() mixes flags and positionals and stops at --', () => {
  const parsed = parseFlags(['a.yaml', '-i', 'in.json', 'x=1', '-A', '--', '--trace'], specs)
  expect(parsed.positionals).toEqual(['a.yaml', 'x=1', '--trace'])
  expect(parsed.text('input')).toBe('in.json')
  expect(parsed.has('allow-all')).toBe(true)
  expect(parsed.has('trace')).toBe(false)
})

test('parseFlags() takes a value for an optional one only after =', () => {
  expect(parseFlags(['--trace', 'a.yaml'], specs).positionals).toEqual(['a.yaml'])
  expect(parseFlags(['--trace', 'a.yaml'], specs).all('trace')).toEqual([true])
  expect(parseFlags(['--trace=jsonl'], specs).text('trace')).toBe('jsonl')
})

test('parseFlags() accepts aliases, repeated flags, inline values and a lone dash', () => {
  expect(parseFlags(['--state', '-'], specs).text('input')).toBe('-')
  expect(parseFlags(['--state=x.json'], specs).text('input')).toBe('x.json')
  expect(parseFlags(['--bind', 'a=b', '--bind=c=d'], specs).all('bind')).toEqual(['a=b', 'c=d'])
  expect(parseFlags(['-'], specs).positionals).toEqual(['-'])
})

test('parseFlags() names the nearest flag when one is unknown', () => {
  expect(() => parseFlags(['--trcae'], specs)).toThrow(expect.objectContaining({ hint: 'Did you mean "--trace"?' }))
  expect(() => parseFlags(['--zzz'], specs)).toThrow('Unknown flag "--zzz"')
  expect(() => parseFlags(['-x'], specs)).toThrow('Unknown flag "-x"')
})

test('parseFlags() refuses missing, superfluous and repeated values', () => {
  expect(() => parseFlags(['--input'], specs)).toThrow('"--input" needs a value')
  expect(() => parseFlags(['--allow-all=yes'], specs)).toThrow('"--allow-all" takes no value, found "yes"')
  expect(() => parseFlags(['-i', 'a', '--state', 'b'], specs)).toThrow('"--state" was given more than once')
})
