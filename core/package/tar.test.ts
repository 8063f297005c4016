import { describe, expect, test } from 'vitest'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { packFolder } from './pack-folder.ts'
import { readTar } from './read-tar.ts'
import { unpackArchive } from './unpack-archive.ts'
import { writeTar } from './write-tar.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const one = (path: string, text = 'x') => ({ path, content: bytes(text) })

/** The archive of one file with a byte of its header changed, and its sum made right again. */
function forged(path: string, change: (header: Uint8Array) => void): Uint8Array {
  const archive = writeTar([one('placeholder')])
  archive.fill(0, 0, 100)
  archive.set(bytes(path), 0)
  change(archive.subarray(0, 512))
  archive.set(bytes('        '), 148)
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  archive.set(bytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return archive
}

describe('writeTar() and readTar()', () => {
  test('give back what was packed, whatever its order', () => {
    const long = `${'folder/'.repeat(20)}file.txt`
    const archive = writeTar([one('b', 'second'), one(long), one('a', '')])
    expect(archive).toEqual(writeTar([one('a', ''), one('b', 'second'), one(long)]))
    expect(readTar(archive).map(({ path }) => path)).toEqual(['a', 'b', long])
    expect(new TextDecoder().decode(readTar(archive)[1]?.content)).toBe('second')
  })

  test.each(['../x', '/etc/passwd', 'a/../../x', 'a/./b', 'C:/x', 'a\\b', '.. /x', 'a./b', 'a//b'])(
    'refuse the path %s',
    (path) => {
      expect(() => readTar(forged(path, () => {}))).toThrow(expect.objectContaining({ code: 'archive_invalid' }))
    },
  )

  test.each([
    ['hard link', '1'],
    ['link', '2'],
    ['device', '3'],
    ['extended header', 'x'],
    ['long name', 'L'],
    ['sparse file', 'S'],
  ])('refuse a %s', (_, type) => {
    const archive = forged('a', (header) => header.set(bytes(type), 156))
    expect(() => readTar(archive)).toThrow('"a" is neither a file nor a folder')
  })

  test('read a name up to its first NUL, so that nothing is hidden behind one', () => {
    expect(readTar(forged('lcp.toml\0/../../x', () => {})).map(({ path }) => path)).toEqual(['lcp.toml'])
  })

  test('refuse two names that are one on some disks, lies about sizes, and damage', () => {
    expect(() => readTar(writeTar([one('README'), one('readme')]))).toThrow('differs in case only')
    expect(() => readTar(forged('a', (header) => header.set(bytes('77777777777'), 124)))).toThrow(
      'larger than the archive',
    )
    expect(() => readTar(writeTar([one('a')]).subarray(0, 700))).toThrow(
      expect.objectContaining({ code: 'archive_invalid' }),
    )
    const damaged = writeTar([one('a')])
    damaged[0] = 99
    expect(() => readTar(damaged)).toThrow('a header is damaged')
  })
})

test('packFolder() leaves out hidden files, and unpackArchive() writes the rest', async () => {
  const files = createMemoryFiles({
    files: {
      '/p/lcp.toml': 'id = "x"',
      '/p/compose.yaml': 'c',
      '/p/docs/a.md': 'a',
      '/p/.git/x': '',
      '/p/old.lcpkg': '',
    },
  })
  const { bytes: packed, paths } = await packFolder(files, '/p')
  expect(paths).toEqual(['compose.yaml', 'docs/a.md', 'lcp.toml'])
  await unpackArchive(files, packed, '/q')
  expect(new TextDecoder().decode(await files.read('/q/docs/a.md'))).toBe('a')
  await expect(packFolder(files, '/nothing')).rejects.toMatchObject({ code: 'ENOENT' })
})
