import { describe, expect, test } from 'vitest'
import { placeFiles } from './place-files.ts'

function place(paths: readonly string[], taken: readonly string[] = []) {
  const { files, ...rest } = placeFiles(
    paths.map((path, index) => [path, index] as const),
    (path) => taken.includes(path.toLowerCase()),
  )
  return { paths: [...files.keys()], ...rest }
}

describe('placeFiles()', () => {
  test('leaves free paths as they are', () => {
    expect(place(['a/b.txt', './a/c.txt', 'd.txt'])).toEqual({
      paths: ['/a/b.txt', '/a/c.txt', '/d.txt'],
      unsafe: [],
      renamed: [],
    })
  })

  test('moves a whole folder aside when its name is taken', () => {
    expect(place(['Orders/a', 'orders/b/c', 'd.txt'], ['/orders', '/d.txt']).paths).toEqual([
      '/Orders-2/a',
      '/Orders-2/b/c',
      '/d-2.txt',
    ])
  })

  test('lets nothing leave the workspace', () => {
    const hostile = ['../x', 'a/../../y', '/etc/passwd', 'C:\\windows\\z', 'a\u0000b', '']
    expect(place(hostile)).toEqual({
      paths: ['/etc/passwd'],
      unsafe: ['../x', 'a/../../y', 'C:\\windows\\z', 'a\u0000b', ''],
      renamed: [],
    })
  })

  test('keeps both of two names that differ in letters only', () => {
    expect(place(['a/Read.me', 'a/READ.ME', 'a\\read.me'])).toEqual({
      paths: ['/a/Read.me', '/a/READ-2.ME', '/a/read-3.me'],
      unsafe: [],
      renamed: ['/a/READ-2.ME', '/a/read-3.me'],
    })
  })

  test('keeps empty folders, beside what is there', () => {
    expect(place(['a/b/', 'a/c', 'd/', '../e/'], ['/d'])).toEqual({
      paths: ['/a/b/', '/a/c', '/d-2/'],
      unsafe: ['../e/'],
      renamed: [],
    })
    expect(place(['a/b/', 'a/b']).paths).toEqual(['/a/b/', '/a/b-2'])
  })

  test('keeps a file whose name is also that of a folder', () => {
    expect(place(['a', 'a/b']).paths).toEqual(['/a-2', '/a/b'])
  })
})
