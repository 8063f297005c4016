import { expect, test } from 'vitest'
import { wellFormed } from './well-formed.ts'

test('wellFormed() takes out what cannot be encoded for a URL, and nothing else', () => {
  expect(wellFormed('a\ud800b\udfff 😀')).toBe('a\ufffdb\ufffd 😀')
  expect(() => encodeURIComponent(wellFormed('\ud83d'))).not.toThrow()
})
