import { expect, test } from 'vitest'
import { readHeaders, readQuery, readTarget } from './read-request.ts'

test('readTarget() takes paths, whole addresses, and nothing else', () => {
  expect(readTarget('/a/?b=1#c')).toEqual({ path: '/a', search: '?b=1' })
  expect(readTarget('http://evil.example/a?b')).toEqual({ path: '/a', search: '?b' })
  expect(readTarget('http://evil.example')).toEqual({ path: '/', search: '' })
  expect(readTarget('http://evil.example?b')).toEqual({ path: '/', search: '?b' })
  expect(['*', '', 'a/b', 'ftp://x/y', 'example.com:443'].map(readTarget)).toEqual(Array(5).fill(undefined))
})

test('readQuery() makes lists of repeated parameters, and data of hostile names', () => {
  const query = readQuery('?a=1&a=2&a=3&b=x+y%26&__proto__=p&constructor=c')
  expect(query).toEqual(
    Object.fromEntries([
      ['a', ['1', '2', '3']],
      ['b', 'x y&'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]),
  )
  expect(({} as Record<string, unknown>)['p']).toBeUndefined()
})

test('readHeaders() lowers names and keeps repeated lines apart', () => {
  expect(
    readHeaders([
      ['X-A', '1'],
      ['x-a', '2'],
      ['Accept', 'b, c'],
    ]),
  ).toEqual({ 'x-a': ['1', '2'], accept: 'b, c' })
})
