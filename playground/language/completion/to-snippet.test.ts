import { expect, test } from 'vitest'
import { toSnippet } from './to-snippet.ts'

test('toSnippet() makes fields of placeholders and escapes everything else', () => {
  const insert = 'in: { list: $.list }\n  a\\b'
  const start = insert.indexOf('$.list')
  const snippet = toSnippet({ insert, placeholders: [{ start, end: start + '$.list'.length }] })
  expect(snippet.split('${')).toEqual(['in: { list: ', '1:\\$.list} \\}\n  a\\\\b'])
  expect(toSnippet({ insert: 'plain' })).toBe('plain')
})
