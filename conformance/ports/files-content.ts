import { concatBytes } from '../../core/bytes/concat-bytes.ts'
import type { FilesDriver } from './files.ts'
import { encode, filesCase, smallFilesCase } from './files-under-test.ts'
import { expectFailure, expectSame, expectThat, type PortCase } from './port-case.ts'

const MEBIBYTE = 1024 * 1024

/** Bytes that differ all along, so that a lost or doubled piece is seen. */
function pattern(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let index = 0, word = seed; index < length; index++) {
    word = (Math.imul(word, 1_103_515_245) + 12_345) | 0
    bytes[index] = word >>> 16
  }
  return bytes
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return parts
}

/** Reading, writing, appending and streaming the content of files. */
export function fileContentCases(driver: FilesDriver): readonly PortCase[] {
  const check = (name: string, body: Parameters<typeof filesCase>[2]) => filesCase(driver, name, body)
  return [
    check('write() and read() give the same bytes back', async ({ files, at }) => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
      await files.write(at('all.bin'), bytes)
      expectSame([...(await files.read(at('all.bin')))], [...bytes])
    }),
    check('write() keeps no hold of the array it was given', async ({ files, at, readText }) => {
      const bytes = encode('before')
      await files.write(at('a'), bytes)
      bytes.fill(0)
      expectSame(await readText(at('a')), 'before')
    }),
    check('read() gives an array of its own', async ({ files, at, writeText, readText }) => {
      await writeText(at('a'), 'content')
      ;(await files.read(at('a'))).fill(0)
      expectSame(await readText(at('a')), 'content')
    }),
    check('write() makes an empty file', async ({ files, at }) => {
      await files.write(at('empty'), new Uint8Array(0))
      expectSame((await files.read(at('empty'))).length, 0)
      expectSame((await files.info(at('empty')))?.size, 0)
    }),
    check('write() replaces longer and shorter content whole', async ({ at, writeText, readText }) => {
      await writeText(at('a'), 'a long first content')
      await writeText(at('a'), 'short')
      expectSame(await readText(at('a')), 'short')
      await writeText(at('a'), 'longer again than before')
      expectSame(await readText(at('a')), 'longer again than before')
    }),
    check('write() leaves nothing else in the folder', async ({ at, root, writeText, names }) => {
      await writeText(at('only'), 'x')
      await writeText(at('only'), 'y')
      expectSame(await names(root), ['only'])
    }),
    check('write() fails with ENOENT when the folder is missing', async ({ at, writeText, files }) => {
      const error = await expectFailure(writeText(at('no', 'a'), 'x'), 'ENOENT')
      expectSame(error.data, { path: at('no', 'a') }, 'the data of the error')
      expectSame(await files.info(at('no')), null)
    }),
    check('write() makes missing parents when asked to', async ({ files, at, readText }) => {
      await files.write(at('a', 'b', 'c.txt'), encode('deep'), { createParents: true })
      expectSame(await readText(at('a', 'b', 'c.txt')), 'deep')
      await files.write(at('a', 'b', 'c.txt'), encode('again'), { createParents: true })
      expectSame(await readText(at('a', 'b', 'c.txt')), 'again')
    }),
    check('write() fails with ENOTDIR below a file', async ({ files, at, writeText }) => {
      await writeText(at('file'), 'x')
      await expectFailure(writeText(at('file', 'a'), 'x'), 'ENOTDIR')
      await expectFailure(files.write(at('file', 'b', 'a'), encode('x'), { createParents: true }), 'ENOTDIR')
    }),
    check('write() fails with EISDIR on a folder', async ({ files, at, writeText }) => {
      await files.makeDirectory(at('folder'))
      await expectFailure(writeText(at('folder'), 'x'), 'EISDIR')
      await expectFailure(files.write(at('folder'), encode('x'), { append: true }), 'EISDIR')
    }),
    check('write() appends to the end, and to nothing', async ({ files, at, readText }) => {
      await files.write(at('log'), encode('one\n'), { append: true })
      await files.write(at('log'), encode('two\n'), { append: true })
      expectSame(await readText(at('log')), 'one\ntwo\n')
      await expectFailure(files.write(at('no', 'log'), encode('x'), { append: true }), 'ENOENT')
      await files.write(at('new', 'log'), encode('x'), { append: true, createParents: true })
      expectSame(await readText(at('new', 'log')), 'x')
    }),
    check('write() of 20 overlapping appends loses none', async ({ files, at, readText }) => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index}\n`)
      await Promise.all(lines.map((line) => files.write(at('log'), encode(line), { append: true })))
      expectSame((await readText(at('log'))).split('\n').sort(), [...lines.map((line) => line.trim()), ''].sort())
    }),
    check('write() sets permission bits where the host has them', async ({ files, at, mode }) => {
      await files.write(at('secret'), encode('x'), { mode: 0o600 })
      if (mode !== undefined) expectSame(await mode(at('secret')), 0o600)
      await files.write(at('secret'), encode('y'))
      if (mode !== undefined) expectSame(await mode(at('secret')), 0o600)
    }),
    check('write() of overlapping contents leaves one of them whole', async ({ files, at }) => {
      const contents = [1, 2, 3, 4].map((seed) => pattern(300_000 + seed, seed))
      await Promise.all(contents.map((content) => files.write(at('race'), content)))
      const found = await files.read(at('race'))
      expectThat(
        contents.some((content) => sameBytes(content, found)),
        'one of the four contents, whole',
      )
    }),
    check('read() during a write gives the old or the new content', async ({ files, at }) => {
      const contents = [1, 2].map((seed) => pattern(500_000 * seed, seed))
      await files.write(at('a'), contents[0]!)
      const writing = files.write(at('a'), contents[1]!)
      const seen = await Promise.all(Array.from({ length: 8 }, () => files.read(at('a'))))
      await writing
      for (const found of seen)
        expectThat(
          contents.some((content) => sameBytes(content, found)),
          'whole contents only',
        )
    }),
    check('read() and write() pass 16 MiB', async ({ files, at }) => {
      const large = pattern(16 * MEBIBYTE)
      await files.write(at('large'), large)
      expectThat(sameBytes(await files.read(at('large')), large), 'the same 16 MiB')
      expectSame((await files.info(at('large')))?.size, 16 * MEBIBYTE)
    }),
    check('read() fails with ENOENT when there is nothing', async ({ files, at }) => {
      const error = await expectFailure(files.read(at('nothing')), 'ENOENT')
      expectThat(error.message.includes('ENOENT'), 'ENOENT in the message')
      await expectFailure(files.read(at('no', 'folder')), 'ENOENT')
    }),
    check('read() fails with EISDIR on a folder and ENOTDIR below a file', async ({ files, at, root, writeText }) => {
      await writeText(at('file'), 'x')
      await expectFailure(files.read(root), 'EISDIR')
      await expectFailure(files.read(at('file', 'x')), 'ENOTDIR')
    }),
    check('read() ends with cancellation when its signal has fired', async ({ files, at, writeText }) => {
      await writeText(at('a'), 'x')
      const controller = new AbortController()
      controller.abort()
      await expectFailure(files.read(at('a'), { signal: controller.signal }), 'cancelled')
    }),
    check('stream() gives the content from the start, in pieces no larger than asked', async ({ files, at }) => {
      const content = pattern(200_001)
      await files.write(at('a'), content)
      const parts = await collect(files.stream(at('a'), { chunkSize: 4096 }))
      expectThat(
        parts.every((part) => part.length > 0 && part.length <= 4096),
        'pieces of 1 to 4096 bytes',
      )
      expectThat(sameBytes(concatBytes(parts), content), 'the same content')
    }),
    check('stream() gives nothing for an empty file', async ({ files, at }) => {
      await files.write(at('empty'), new Uint8Array(0))
      expectSame((await collect(files.stream(at('empty')))).length, 0)
    }),
    check('stream() pieces stay as they are while the next is pulled', async ({ files, at }) => {
      const content = pattern(20_000)
      await files.write(at('a'), content)
      const parts = await collect(files.stream(at('a'), { chunkSize: 1000 }))
      expectThat(sameBytes(parts[0]!.slice(0, 100), content.slice(0, 100)), 'an untouched first piece')
    }),
    check('stream() can be left early and opened again', async ({ files, at, writeText, readText }) => {
      await files.write(at('a'), pattern(100_000))
      for await (const _ of files.stream(at('a'), { chunkSize: 1000 })) break
      expectSame(
        (await collect(files.stream(at('a')))).reduce((total, part) => total + part.length, 0),
        100_000,
      )
      await writeText(at('a'), 'free to be replaced')
      expectSame(await readText(at('a')), 'free to be replaced')
    }),
    check('stream() fails at the first pull, not before', async ({ files, at, root }) => {
      const iterator = files.stream(at('nothing'))[Symbol.asyncIterator]()
      await expectFailure(iterator.next(), 'ENOENT')
      await expectFailure(collect(files.stream(root)), 'EISDIR')
    }),
    check('stream() ends with cancellation when its signal fires', async ({ files, at }) => {
      await files.write(at('a'), pattern(50_000))
      const controller = new AbortController()
      const iterator = files.stream(at('a'), { chunkSize: 1000, signal: controller.signal })[Symbol.asyncIterator]()
      expectSame((await iterator.next()).done, false)
      controller.abort()
      await expectFailure(iterator.next(), 'cancelled')
    }),
    ...smallFilesCase(driver, 'write() fails with ENOSPC and keeps the old content', {
      bytes: 100_000,
      async body({ files, at, writeText, readText, names, root }) {
        await writeText(at('a'), 'old')
        await expectFailure(files.write(at('a'), pattern(400_000)), 'ENOSPC')
        expectSame(await readText(at('a')), 'old')
        expectSame(await names(root), ['a'])
        await files.write(at('b'), pattern(1000))
      },
    }),
  ]
}
