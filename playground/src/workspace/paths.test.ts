import { describe, expect, test } from 'vitest'
import { freePath, nameProblem, safePath } from './paths.ts'

describe('safePath()', () => {
  test.each([
    ['a/b', '/a/b'],
    ['/a//./b', '/a/b'],
    ['a\\b', '/a/b'],
    ['../a', null],
    ['', null],
    ['a/\u0000', null],
  ])('%j gives %j', (path, expected) => expect(safePath(path)).toBe(expected))
})

test('nameProblem() is null for names that will do', () => {
  expect(nameProblem('compose.yaml')).toBeNull()
  expect(nameProblem('a/b')).toContain('slashes')
})

test('freePath() counts up before the extension', () => {
  const taken = new Set(['/a', '/a-2', '/b.txt', '/.env'])
  const free = (path: string) => freePath(path, (candidate) => taken.has(candidate))
  expect(['/c', '/a', '/b.txt', '/.env', '/a/.env'].map(free)).toEqual(['/c', '/a-3', '/b-2.txt', '/.env-2', '/a/.env'])
})
