import { expect, test } from 'vitest'
import { ensureBounded } from './ensure-bounded.ts'

test('ensureBounded() lets pass what a document can say', () => {
  expect(() => ensureBounded({ a: [1, { b: null }], c: 'text', d: undefined })).not.toThrow()
  expect(() => ensureBounded(JSON.parse('['.repeat(1000) + ']'.repeat(1000)))).not.toThrow()
})

test('ensureBounded() refuses what is deep, holds itself, or is endless to walk', () => {
  const tooDeep = expect.objectContaining({ code: 'value_too_deep' })
  expect(() => ensureBounded(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toThrow(tooDeep)
  const own: unknown[] = []
  own.push(own)
  expect(() => ensureBounded(own)).toThrow(tooDeep)
  let twice: unknown = 'x'
  for (let at = 0; at < 64; at++) twice = [twice, twice]
  expect(() => ensureBounded(twice)).toThrow(expect.objectContaining({ code: 'value_too_large' }))
})
