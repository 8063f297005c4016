import { describe, expect, test } from 'vitest'
import { fc } from '../../../core/testing/fc.ts'
import { JsonWriter } from './json-writer.ts'

const written = (value: unknown) => {
  const writer = new JsonWriter()
  writer.value(value)
  return new TextDecoder().decode(writer.take())
}

describe('JsonWriter', () => {
  test('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json().map(JSON.parse), (value) => {
        expect(written(value)).toBe(JSON.stringify(value))
      }),
    )
  })

  test.each([
    '',
    'plain',
    '"quoted"\\',
    'line\nend',
    'ümläut 漢字 🚀',
    '\ud800 alone',
    'x'.repeat(100_000),
    'ß'.repeat(70_000),
  ])('writes the text %#', (text) => {
    expect(written({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
  })

  test('writes null for what has no JSON, and leaves out absent members', () => {
    expect(written([undefined, Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n])).toBe('[null,null,null,null,null]')
    expect(written({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  test('is empty after what it wrote was taken', () => {
    const writer = new JsonWriter()
    writer.raw('[')
    writer.value('a')
    writer.raw(']')
    expect(writer.length).toBe(5)
    const first = writer.take()
    writer.value(1)
    expect(new TextDecoder().decode(first)).toBe('["a"]')
    expect(new TextDecoder().decode(writer.take())).toBe('1')
    expect(writer.take()).toHaveLength(0)
  })
})
