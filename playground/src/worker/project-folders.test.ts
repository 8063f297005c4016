import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { projectFolders } from './project-folders.ts'

test('projectFolders() gives the folder, then the outermost project around it', async () => {
  const files = createMemoryFiles()
  for (const path of ['/compose.yaml', '/shop/compose.yaml', '/shop/parts/vat/lcp.toml', '/plain/deep/notes.txt'])
    await files.write(path, new Uint8Array(), { createParents: true })
  expect(await projectFolders(files, '/shop/parts/vat')).toEqual(['/shop/parts/vat', '/shop'])
  expect(await projectFolders(files, '/shop')).toEqual(['/shop'])
  expect(await projectFolders(files, '/plain/deep')).toEqual(['/plain/deep'])
})
