import { expect, test } from 'vitest'
import { locateKey } from './locate-key.ts'

const text = `a = 1
"odd key" = 2
[inputs.who]
body = """
schema = not a key
"""
schema = '{}'
[[list]]
x.y = 3
`

test.each([
  [['a'], 'a = 1'],
  [['odd key'], '"odd key" = 2'],
  [['inputs', 'who', 'schema'], "schema = '{}'"],
  [['inputs', 'who', 'gone'], '[inputs.who]'],
  [['inputs'], '[inputs.who]'],
  [['list', 'x', 'y'], 'x.y = 3'],
])('locateKey() of %j', (path, written) => {
  const place = locateKey(text, path)
  expect(text.slice(place?.start, place?.end)).toBe(written)
})

test('locateKey() of what is not written is nothing', () => {
  expect(locateKey(text, ['zzz'])).toBeUndefined()
})
