import type { FilesDriver } from './files.ts'
import { filesCase } from './files-under-test.ts'
import { expectFailure, expectSame, expectThat, type PortCase } from './port-case.ts'

const UNUSUAL_NAMES = [
  'zażółć gęślą',
  '日本語.txt',
  '🙂.md',
  ' leading space',
  'trailing dot.',
  'per%20cent',
  'hash#and?question',
  '-dash',
  '.hidden',
  "quote'd",
]

/** Folders, listing, facts of a path, moving and removing. */
export function fileTreeCases(driver: FilesDriver): readonly PortCase[] {
  const check = (name: string, body: Parameters<typeof filesCase>[2]) => filesCase(driver, name, body)
  return [
    check('list() sorts by code units and tells files from folders', async ({ files, at, root, writeText }) => {
      for (const name of ['b', 'a', 'B', 'é', 'a.txt', 'z']) await writeText(at(name), '')
      await files.makeDirectory(at('m'))
      expectSame(
        (await files.list(root)).map((entry) => `${entry.name} ${entry.kind}`),
        ['B file', 'a file', 'a.txt file', 'b file', 'm directory', 'z file', 'é file'],
      )
    }),
    check('list() of an empty folder is empty', async ({ files, at }) => {
      await files.makeDirectory(at('empty'))
      expectSame(await files.list(at('empty')), [])
    }),
    check('list() shows direct children only', async ({ files, at, root, writeText, names }) => {
      await files.makeDirectory(at('a', 'b'))
      await writeText(at('a', 'b', 'c'), '')
      expectSame(await names(root), ['a'])
      expectSame(await names(at('a')), ['b'])
    }),
    check('list() fails with ENOENT or ENOTDIR', async ({ files, at, writeText }) => {
      await writeText(at('file'), '')
      await expectFailure(files.list(at('nothing')), 'ENOENT')
      await expectFailure(files.list(at('file')), 'ENOTDIR')
    }),
    check('names of any script and sign are kept', async ({ at, root, writeText, readText, names }) => {
      for (const name of UNUSUAL_NAMES) await writeText(at(name), name)
      expectSame(await names(root), [...UNUSUAL_NAMES].sort())
      for (const name of UNUSUAL_NAMES) expectSame(await readText(at(name)), name)
    }),
    check('info() tells kind, size and times', async ({ files, at, root, writeText }) => {
      await writeText(at('a'), 'four')
      const info = await files.info(at('a'))
      expectSame([info?.kind, info?.size], ['file', 4])
      expectThat(Number.isInteger(info?.mtime) && Number.isInteger(info?.ctime), 'times in whole milliseconds')
      expectSame((await files.info(root))?.kind, 'directory')
      expectSame((await files.info(root))?.size, 0)
    }),
    check('info() is null for nothing, also below a file', async ({ files, at, writeText }) => {
      await writeText(at('file'), '')
      expectSame(await files.info(at('nothing')), null)
      expectSame(await files.info(at('no', 'folder')), null)
      expectSame(await files.info(at('file', 'below')), null)
    }),
    check('makeDirectory() makes parents and takes an existing folder', async ({ files, at, writeText, readText }) => {
      await files.makeDirectory(at('a', 'b', 'c'))
      await writeText(at('a', 'b', 'c', 'file'), 'kept')
      await files.makeDirectory(at('a', 'b', 'c'))
      expectSame(await readText(at('a', 'b', 'c', 'file')), 'kept')
    }),
    check('makeDirectory() fails with EEXIST on a file, ENOTDIR below one', async ({ files, at, writeText }) => {
      await writeText(at('file'), '')
      await expectFailure(files.makeDirectory(at('file')), 'EEXIST')
      await expectFailure(files.makeDirectory(at('file', 'a', 'b')), 'ENOTDIR')
    }),
    check('makeDirectory() may be called for one path at the same time', async ({ files, at, names }) => {
      await Promise.all([1, 2, 3, 4].map(() => files.makeDirectory(at('a', 'b'))))
      expectSame(await names(at('a')), ['b'])
    }),
    check('remove() removes a file and nothing else', async ({ files, at, root, writeText, names }) => {
      await writeText(at('a'), '')
      await writeText(at('ab'), '')
      await files.remove(at('a'))
      expectSame(await names(root), ['ab'])
    }),
    check('remove() removes a folder with all it holds', async ({ files, at, root, writeText, names }) => {
      await files.makeDirectory(at('a', 'b'))
      await writeText(at('a', 'b', 'c'), '')
      await writeText(at('a', 'd'), '')
      await files.remove(at('a'))
      expectSame(await names(root), [])
      expectSame(await files.info(at('a', 'b', 'c')), null)
    }),
    check('remove() of nothing does nothing', async ({ files, at, writeText }) => {
      await writeText(at('file'), '')
      await files.remove(at('nothing'))
      await files.remove(at('no', 'folder'))
      await files.remove(at('file', 'below'))
      expectSame((await files.info(at('file')))?.kind, 'file')
    }),
    check('rename() moves a file, also into another folder', async ({ files, at, writeText, readText }) => {
      await writeText(at('a'), 'content')
      await files.makeDirectory(at('folder'))
      await files.rename(at('a'), at('folder', 'b'))
      expectSame(await files.info(at('a')), null)
      expectSame(await readText(at('folder', 'b')), 'content')
    }),
    check('rename() replaces a file', async ({ files, at, root, writeText, readText, names }) => {
      await writeText(at('new'), 'new')
      await writeText(at('old'), 'a longer old content')
      await files.rename(at('new'), at('old'))
      expectSame(await readText(at('old')), 'new')
      expectSame(await names(root), ['old'])
    }),
    check('rename() moves a folder with all it holds', async ({ files, at, writeText, readText }) => {
      await files.makeDirectory(at('a', 'b'))
      await writeText(at('a', 'b', 'c'), 'deep')
      await files.rename(at('a'), at('moved'))
      expectSame(await readText(at('moved', 'b', 'c')), 'deep')
      expectSame(await files.info(at('a')), null)
    }),
    check('rename() fails with ENOENT, and on a folder in the way', async ({ files, at, writeText, readText }) => {
      await writeText(at('a'), 'kept')
      await files.makeDirectory(at('full'))
      await writeText(at('full', 'x'), '')
      await expectFailure(files.rename(at('nothing'), at('b')), 'ENOENT')
      await expectFailure(files.rename(at('a'), at('no', 'b')), 'ENOENT')
      await expectFailure(files.rename(at('a'), at('full')), 'EISDIR', 'EEXIST')
      expectSame(await readText(at('a')), 'kept')
    }),
    check('rename() of a file to itself keeps it', async ({ files, at, writeText, readText }) => {
      await writeText(at('a'), 'same')
      await files.rename(at('a'), at('a'))
      expectSame(await readText(at('a')), 'same')
    }),
    check('realPath() is null for nothing', async ({ files, at, root, writeText }) => {
      await writeText(at('a'), '')
      expectSame(await files.realPath(at('nothing')), null)
      const realRoot = await files.realPath(root)
      expectSame(await files.realPath(at('a')), `${realRoot === '/' ? '' : realRoot}/a`)
    }),
    check('links are resolved, followed and told apart where the host has them', async (tools) => {
      const { files, at, link, root, writeText, readText } = tools
      if (link === undefined) return
      await files.makeDirectory(at('real'))
      await writeText(at('real', 'a'), 'old')
      await link(at('real'), at('folder-link'))
      await link(at('real', 'a'), at('file-link'))
      await link(at('nothing'), at('broken'))
      expectSame((await files.info(at('file-link')))?.kind, 'file')
      expectSame((await files.info(at('file-link'), { follow: false }))?.kind, 'symlink')
      expectSame(await files.info(at('broken')), null)
      expectSame(await files.realPath(at('folder-link', 'a')), await files.realPath(at('real', 'a')))
      const kinds = (await files.list(root)).map((entry) => entry.kind)
      expectSame(kinds, ['symlink', 'symlink', 'symlink', 'directory'])
      await writeText(at('file-link'), 'through the link')
      expectSame(await readText(at('real', 'a')), 'through the link')
      expectSame((await files.info(at('file-link'), { follow: false }))?.kind, 'symlink')
      await files.remove(at('folder-link'))
      expectSame(await readText(at('real', 'a')), 'through the link')
    }),
    check('cwd is absolute and without a trailing slash', async ({ files }) => {
      expectThat(/^([A-Za-z]:)?\//.test(files.cwd), 'an absolute path')
      expectThat(files.cwd === '/' || !files.cwd.endsWith('/'), 'no trailing slash')
      expectThat(files.kind !== '', 'a kind')
    }),
  ]
}
