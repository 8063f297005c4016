import { expect, test } from 'vitest'
import { type Location, resolveLocation } from './location.ts'

const local: Location = { kind: 'file', path: '/work/list.jsonl' }
const web: Location = { kind: 'url', url: 'https://host/lists/list.jsonl' }

test.each([
  [local, 'a/lcp.toml', { kind: 'file', path: '/work/a/lcp.toml' }],
  [local, 'file:///a%20b/c', { kind: 'file', path: '/a b/c' }],
  [local, 'https://host/a', { kind: 'url', url: 'https://host/a' }],
  [web, '../a', { kind: 'url', url: 'https://host/a' }],
])('resolveLocation() from %j of %s', (base, written, expected) => {
  expect(resolveLocation(base, written)).toEqual(expected)
})

test.each([
  [local, 'https://[::1'],
  [local, 'http://a b'],
  [local, 'file:///%zz'],
  [local, 'file://[x'],
  [local, 'ftp://host/a'],
  [web, '//[::1'],
])('resolveLocation() from %j refuses %s', (base, written) => {
  expect(() => resolveLocation(base, written)).toThrow(expect.objectContaining({ code: 'source_invalid' }))
})
