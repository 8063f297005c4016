import { expect, test } from 'vitest'
import { sizeOf, sizeText } from './size-text.ts'

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_914_925, '1.9 MB'],
])('sizeText() of %d', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})

test('sizeOf() counts texts as they are written', () => {
  expect(sizeOf(['é', new Uint8Array(3)])).toBe(5)
})
