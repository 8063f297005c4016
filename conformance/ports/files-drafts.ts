import { inBatches } from '../../core/in-batches.ts'
import type { FilesDriver } from './files.ts'
import { encode, filesCase } from './files-under-test.ts'
import { expectFailure, expectSame, type PortCase } from './port-case.ts'

const FOLDERS = ['', '/a', '/a/b', '/c']
const MANY = Array.from({ length: 60 }, (_, index) => `${FOLDERS[index % FOLDERS.length]}/${index}.txt`)

/** Many files at once, and files of a folder that is moved to its place when it is complete. */
export function fileDraftCases(driver: FilesDriver): readonly PortCase[] {
  const check = (name: string, body: Parameters<typeof filesCase>[2]) => filesCase(driver, name, body)
  return [
    check('write() of many files at once, folders made on the way, keeps each', async ({ files, at, readText }) => {
      const write = (path: string) => files.write(at(`all${path}`), encode(path), { createParents: true })
      await Promise.all(MANY.map(write))
      for (const path of MANY) expectSame(await readText(at(`all${path}`)), path)
    }),
    check('write() of drafts, settled and moved, is there as written', async ({ files, at, root, names, readText }) => {
      const write = (path: string) => files.write(at(`new${path}`), encode(path), { createParents: true, draft: true })
      await inBatches(MANY, write)
      await files.settle?.(at('new'))
      await files.rename(at('new'), at('place'))
      expectSame(await names(root), ['place'])
      for (const path of MANY) expectSame(await readText(at(`place${path}`)), path)
    }),
    check(
      'write() of a draft replaces longer and shorter content whole',
      async ({ files, at, readText, names, root }) => {
        for (const text of ['a long first content', 'short', '', 'longer again']) {
          await files.write(at('a'), encode(text), { draft: true })
          expectSame(await readText(at('a')), text)
        }
        expectSame(await names(root), ['a'])
      },
    ),
    check('write() of a draft fails as other writes do', async ({ files, at, writeText }) => {
      const write = (path: string, createParents = false) =>
        files.write(path, encode('x'), { draft: true, createParents })
      await writeText(at('file'), 'x')
      await files.makeDirectory(at('folder'))
      await expectFailure(write(at('no', 'a')), 'ENOENT')
      await expectFailure(write(at('folder')), 'EISDIR')
      await expectFailure(write(at('file', 'a')), 'ENOTDIR')
      await expectFailure(write(at('file', 'b', 'a'), true), 'ENOTDIR')
    }),
    check('write() of a draft sets permission bits where the host has them', async ({ files, at, mode }) => {
      await files.write(at('tool'), encode('x'), { draft: true, mode: 0o755 })
      if (mode !== undefined) expectSame(await mode(at('tool')), 0o755)
    }),
    check('settle() fails with ENOENT when there is no folder', async ({ files, at }) => {
      if (files.settle !== undefined) await expectFailure(files.settle(at('nothing')), 'ENOENT')
    }),
    check('write() goes on in a folder that was removed or moved and made again', async (tools) => {
      const { files, at, readText, writeText } = tools
      await files.write(at('f', 'a'), encode('1'), { createParents: true })
      await files.remove(at('f'))
      await expectFailure(writeText(at('f', 'a'), 'x'), 'ENOENT')
      await files.write(at('f', 'a'), encode('2'), { createParents: true })
      await files.rename(at('f'), at('g'))
      await expectFailure(files.read(at('f', 'a')), 'ENOENT')
      await files.write(at('f', 'a'), encode('3'), { createParents: true, draft: true })
      expectSame([await readText(at('g', 'a')), await readText(at('f', 'a'))], ['2', '3'])
    }),
  ]
}
