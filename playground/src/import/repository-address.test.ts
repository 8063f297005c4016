import { describe, expect, test } from 'vitest'
import { folderNameOf, readRepositoryAddress } from './repository-address.ts'

describe('readRepositoryAddress()', () => {
  test.each([
    ['https://git.example/me/repo.git', { url: 'https://git.example/me/repo.git' }],
    [' git.example/me/repo/ ', { url: 'https://git.example/me/repo' }],
    ['http://localhost:8080/repo', { url: 'http://localhost:8080/repo' }],
    ['git@git.example:me/repo.git', { url: 'https://git.example/me/repo.git' }],
    ['https://git.example/me/repo/tree/main', { url: 'https://git.example/me/repo', ref: 'main' }],
    [
      'https://git.example/me/repo/tree/v1/examples/a%20b/',
      { url: 'https://git.example/me/repo', ref: 'v1', folder: 'examples/a b' },
    ],
    [
      'https://git.example/me/repo/blob/main/a/compose.yaml?plain=1#L3',
      { url: 'https://git.example/me/repo', ref: 'main', folder: 'a' },
    ],
    ['https://git.example/me/repo/blob/main/compose.yaml', { url: 'https://git.example/me/repo', ref: 'main' }],
    [
      'https://git.example/group/sub/repo/-/tree/main/a',
      { url: 'https://git.example/group/sub/repo', ref: 'main', folder: 'a' },
    ],
    ['https://git.example/me/repo/src/branch/main/a', { url: 'https://git.example/me/repo', ref: 'main', folder: 'a' }],
  ])('reads %j', (text, address) => expect(readRepositoryAddress(text)).toEqual(address))

  test.each([
    ['', 'not the address'],
    ['ssh://git@git.example/me/repo', '"ssh:"'],
    ['file:///etc', '"file:"'],
    ['https://me:secret@git.example/me/repo', 'name and password'],
    ['https://git.example/', 'no repository'],
  ])('refuses %j', (text, words) =>
    expect(readRepositoryAddress(text)).toEqual({ problem: expect.stringContaining(words) }),
  )
})

test('folderNameOf() is the last name of the address', () => {
  expect(folderNameOf({ url: 'https://git.example/me/repo.git' })).toBe('repo')
  expect(folderNameOf({ url: 'https://git.example/me/repo', folder: 'examples/csv' })).toBe('csv')
  expect(folderNameOf({ url: 'https://git.example/me/..' })).toBe('repository')
})
