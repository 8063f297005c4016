import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { mountFiles } from './mount-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const setUp = () => {
  const base = createMemoryFiles({ cwd: '/work', files: { '/work/own.txt': 'own', '/app/a/b.txt': 'below' } })
  return {
    base,
    files: mountFiles(
      base,
      '/app',
      new Map([
        ['a/b.txt', bytes('mounted')],
        ['c.txt', bytes('c')],
      ]),
    ),
  }
}
const read = async (files: ReturnType<typeof mountFiles>, path: string) =>
  new TextDecoder().decode(await files.read(path))

test('mountFiles() shows files over those that are there', async () => {
  const { files } = setUp()
  expect(await read(files, '/app/a/b.txt')).toBe('mounted')
  expect(await read(files, '/work/own.txt')).toBe('own')
  expect(await files.list('/app')).toEqual([
    { name: 'a', kind: 'directory' },
    { name: 'c.txt', kind: 'file' },
  ])
  expect(await files.info('/app/c.txt')).toMatchObject({ kind: 'file', size: 1 })
  expect(await files.realPath('/app/a')).toBe('/app/a')
  const chunks: number[] = []
  for await (const chunk of files.stream('/app/a/b.txt', { chunkSize: 4 })) chunks.push(chunk.length)
  expect(chunks).toEqual([4, 3])
})

test('mountFiles() gives copies: what a reader does to them changes nothing', async () => {
  const { files } = setUp()
  const content = await files.read('/app/c.txt')
  content.fill(0)
  expect(await read(files, '/app/c.txt')).toBe('c')
})

test('mountFiles() lets nobody write, remove or move what is mounted', async () => {
  const { files } = setUp()
  const attempts = [
    files.write('/app/c.txt', bytes('x')),
    files.sink('/app/a/b.txt'),
    files.remove('/app'),
    files.remove('/app/a/b.txt'),
    files.rename('/app/a', '/work/a'),
    files.rename('/work/own.txt', '/app/c.txt'),
  ]
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'EACCES' })
  expect(await read(files, '/work/own.txt')).toBe('own')
})

test('mountFiles() lets a run keep files beside them', async () => {
  const { files, base } = setUp()
  await files.write('/app/.lcod/state', bytes('kept'), { createParents: true })
  expect(await files.list('/app')).toContainEqual({ name: '.lcod', kind: 'directory' })
  expect(await read(base, '/app/.lcod/state')).toBe('kept')
})
