import { expect, test } from 'vitest'
import { fc } from '../../../testing/fc.ts'
import { locateJsonError } from './locate-json-error.ts'

test.each([
  ['', 0, 'Unexpected end of the text, expected a value'],
  ['  ', 2, 'Unexpected end of the text, expected a value'],
  ['nope', 0, 'Unexpected "n", expected a value'],
  ['[1 2]', 3, 'Unexpected "2", expected "," or "]"'],
  ['[1,]', 3, 'Unexpected "]", expected a value'],
  ['[', 1, 'Unexpected end of the text, expected a value or "]"'],
  ['{a: 1}', 1, 'Unexpected "a", expected a key in double quotes or "}"'],
  ['{"a" 1}', 5, 'Unexpected "1", expected ":"'],
  ['{"a": 1,}', 8, 'Unexpected "}", expected a key in double quotes'],
  ['{"a": 1]', 7, 'Unexpected "]", expected "," or "}"'],
  ['1 1', 2, 'Unexpected "1", expected the end of the text'],
  ['01', 1, 'Unexpected "1", expected the end of the text'],
  ['["abc', 1, 'String is not closed'],
  ['"a\nb"', 2, 'Unescaped U+000A in a string'],
  ['"\\x"', 1, 'Unknown escape in a string'],
  ['\ufeff1', 0, 'Unexpected U+FEFF, expected a value'],
  ['[🙂]', 1, 'Unexpected "🙂", expected a value or "]"'],
  ['1,', 1, 'Unexpected ",", expected the end of the text'],
])('locateJsonError() of %j', (text, offset, message) => {
  expect(locateJsonError(text)).toEqual({ offset, message })
})

test('locateJsonError() refuses the bracket that opens one level too many', () => {
  expect(locateJsonError('['.repeat(1000) + ']'.repeat(1000))).toBeUndefined()
  expect(locateJsonError('['.repeat(100_000))).toEqual({ offset: 1000, message: 'Nested in more than 1000 levels' })
})

test("locateJsonError() agrees with the host's parser on what is JSON", () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const damaged = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '-', '.', 'e', '\n', 'null'),
    )
    .map(([text, at, remove, insert]) => {
      const cut = at % (text.length + 1)
      return text.slice(0, cut) + insert + text.slice(cut + remove)
    })
  fc.assert(fc.property(damaged, (text) => (locateJsonError(text) === undefined) === parses(text)))
})
