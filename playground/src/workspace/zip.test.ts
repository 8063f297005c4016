import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { nameProblem, safePath } from './paths.ts'
import { packZip, unpackZip } from './zip.ts'

test('unpackZip() gives what packZip() took', async () => {
  const bytes = new Uint8Array([0, 1, 255])
  const files = await unpackZip(await packZip(new Map([['a/b.bin', bytes]])))
  expect(files).toEqual(new Map([['/a/b.bin', bytes]]))
})

test('unpackZip() takes nothing that leaves the workspace', async () => {
  const files = await unpackZip(
    zipSync({ '../x': new Uint8Array(1), 'a/../../y': new Uint8Array(1), z: new Uint8Array(1) }),
  )
  expect([...files.keys()]).toEqual(['/z'])
})

test('unpackZip() refuses what unpacks to too much', async () => {
  await expect(unpackZip(zipSync({ zeros: new Uint8Array(65 * 1024 * 1024) }))).rejects.toThrow('more than 64 MB')
})

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
