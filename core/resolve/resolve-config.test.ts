import { expect, test } from 'vitest'
import { readResolveConfig } from './resolve-config.ts'

const read = (text: string) => readResolveConfig(text, '/app/resolve.config.json')

test.each([
  ['{"allowlist":[{"toString":false}]}', 'needs texts under "allowlist", found an object'],
  ['{"sources":[{"id":{"toString":false},"spec":{"type":"path","path":"a"}}]}', 'found an object'],
  ['{"sources":[{"spec":{"type":"path","path":"a"}}]}', 'needs a text as "id" of each source, found nothing'],
  [`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'is not JSON: It is nested in more than 1000 levels'],
])('readResolveConfig() refuses %.60s', (text, why) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ code: 'source_invalid', message: expect.stringContaining(why) }),
  )
})

test('readResolveConfig() reads texts of an allowlist, and sources in a list', () => {
  const { allowlist, sources } = read(
    '{"allowlist":[" demo/* ",""],"sources":[{"target":"a","spec":{"path":"b","type":"path"}}]}',
  )
  expect(allowlist).toEqual(['demo/*'])
  expect([...sources]).toEqual([['a', { type: 'path', path: 'b' }]])
})
