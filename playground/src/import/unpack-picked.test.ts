import { expect, test } from 'vitest'
import { packZip } from '../workspace/zip.ts'
import { unpackPicked } from './unpack-picked.ts'

const one = new Uint8Array([1])

async function zipOf(...paths: string[]): Promise<Blob> {
  return new Blob([await packZip(new Map(paths.map((path) => [path, one])))])
}

test('unpackPicked() makes a folder of a zip, but not of one that already holds one', async () => {
  const contents = await unpackPicked([
    { path: 'a.zip', file: await zipOf('x', 'y/z') },
    { path: 'b.ZIP', file: await zipOf('top/x', 'top/y/z') },
    { path: 'c.txt', file: new Blob([one]) },
    { path: 'folder/d.zip', file: new Blob(['as it is']) },
  ])
  expect(contents.map(([path]) => path)).toEqual(['a/x', 'a/y/z', 'top/x', 'top/y/z', 'c.txt', 'folder/d.zip'])
})

test('unpackPicked() reads nothing of what is too large', async () => {
  const file = new Blob([new Uint8Array(33 * 1024 * 1024)])
  await expect(
    unpackPicked([
      { path: 'a', file },
      { path: 'b', file },
    ]),
  ).rejects.toThrow('more than 64 MB')
})
