import type { FilesDriver } from './files.ts'
import { encode, filesCase, smallFilesCase } from './files-under-test.ts'
import { expectFailure, expectSame, type PortCase } from './port-case.ts'

/** Files that are written in pieces and appear whole. */
export function fileSinkCases(driver: FilesDriver): readonly PortCase[] {
  const check = (name: string, body: Parameters<typeof filesCase>[2]) => filesCase(driver, name, body)
  return [
    check('sink() shows nothing before commit(), all of it after', async ({ files, at, root, readText, names }) => {
      const sink = await files.sink(at('a'))
      await sink.write(encode('one '))
      await sink.write(new Uint8Array(0))
      await sink.write(encode('two'))
      expectSame(await files.info(at('a')), null)
      await sink.commit()
      expectSame(await readText(at('a')), 'one two')
      expectSame(await names(root), ['a'])
    }),
    check('sink() committed without a write makes an empty file', async ({ files, at }) => {
      await (await files.sink(at('a'))).commit()
      expectSame((await files.info(at('a')))?.size, 0)
    }),
    check('sink() keeps the old content until commit()', async ({ files, at, writeText, readText }) => {
      await writeText(at('a'), 'old')
      const sink = await files.sink(at('a'))
      await sink.write(encode('new'))
      expectSame(await readText(at('a')), 'old')
      await sink.commit()
      expectSame(await readText(at('a')), 'new')
    }),
    check(
      'sink() aborted leaves the old content and no trace',
      async ({ files, at, root, writeText, readText, names }) => {
        await writeText(at('a'), 'old')
        const sink = await files.sink(at('a'))
        await sink.write(encode('new'))
        await sink.abort()
        await sink.abort()
        expectSame(await readText(at('a')), 'old')
        const fresh = await files.sink(at('b'))
        await fresh.write(encode('x'))
        await fresh.abort()
        expectSame(await names(root), ['a'])
      },
    ),
    check('sink() abort() after commit() has no effect', async ({ files, at, readText }) => {
      const sink = await files.sink(at('a'))
      await sink.write(encode('kept'))
      await sink.commit()
      await sink.abort()
      expectSame(await readText(at('a')), 'kept')
    }),
    check('sink() keeps no hold of a chunk it was given', async ({ files, at, readText }) => {
      const chunk = encode('before')
      const sink = await files.sink(at('a'))
      await sink.write(chunk)
      chunk.fill(0)
      await sink.commit()
      expectSame(await readText(at('a')), 'before')
    }),
    check('sink() makes missing parents only when asked to', async ({ files, at, readText }) => {
      await expectFailure(files.sink(at('no', 'a')), 'ENOENT')
      const sink = await files.sink(at('made', 'for', 'a'), { createParents: true })
      await sink.write(encode('x'))
      await sink.commit()
      expectSame(await readText(at('made', 'for', 'a')), 'x')
    }),
    check('sink() fails with EISDIR on a folder and ENOTDIR below a file', async ({ files, at, writeText }) => {
      await files.makeDirectory(at('folder'))
      await writeText(at('file'), '')
      await expectFailure(files.sink(at('folder')), 'EISDIR')
      await expectFailure(files.sink(at('file', 'a')), 'ENOTDIR')
    }),
    check('sink() refuses to write or commit when it is closed', async ({ files, at }) => {
      const sink = await files.sink(at('a'))
      await sink.commit()
      await expectFailure(sink.write(encode('x')), 'EIO')
      await expectFailure(sink.commit(), 'EIO')
    }),
    check('sink() of two writers leaves one of the contents whole', async ({ files, at, readText, root, names }) => {
      const sinks = await Promise.all([files.sink(at('a')), files.sink(at('a'))])
      await sinks[0].write(encode('first '))
      await sinks[1].write(encode('second '))
      await sinks[0].write(encode('one'))
      await sinks[1].write(encode('one'))
      await Promise.all([sinks[0].commit(), sinks[1].commit()])
      const found = await readText(at('a'))
      expectSame(['first one', 'second one'].includes(found), true, 'one whole content')
      expectSame(await names(root), ['a'])
    }),
    ...smallFilesCase(driver, 'sink() fails with ENOSPC and keeps the old content', {
      bytes: 100_000,
      async body({ files, at, writeText, readText, names, root }) {
        await writeText(at('a'), 'old')
        const sink = await files.sink(at('a'))
        const filling = async () => {
          for (let index = 0; index < 40; index++) await sink.write(new Uint8Array(10_000))
          await sink.commit()
        }
        await expectFailure(filling(), 'ENOSPC')
        await sink.abort()
        expectSame(await readText(at('a')), 'old')
        expectSame(await names(root), ['a'])
      },
    }),
  ]
}
