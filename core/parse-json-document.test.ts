import { expect, test } from 'vitest'
import { parseJsonDocument } from './parse-json-document.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test('parseJsonDocument() refuses what walks through it could not bear', () => {
  const tooDeep = expect.objectContaining({ code: 'value_too_deep' })
  expect(() => parseJsonDocument(nested(1001))).toThrow(tooDeep)
  expect(() => parseJsonDocument(`${nested(100_000)}`)).toThrow(tooDeep)
  expect(JSON.stringify(parseJsonDocument(nested(1000)))).toBe(nested(1000))
})

test('parseJsonDocument() leaves it to its caller to tell what is no JSON', () => {
  expect(() => parseJsonDocument('{')).toThrow(SyntaxError)
  expect(parseJsonDocument('{"__proto__":1}')).toEqual(JSON.parse('{"__proto__":1}'))
})
