import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { findComponents } from '../manifest/find-components.ts'
import { componentFiles } from './component-files.ts'

const files = createMemoryFiles({
  files: {
    '/app/lcp.toml': 'id = "lcod://demo/app@1.0.0"',
    '/app/compose.yaml': 'compose: []',
    '/app/data/a.txt': '',
    '/app/.git/config': '',
    '/app/node_modules/x/index.js': '',
    '/app/out/app.lcpkg': '',
    '/app/out/app.lcod/lcp.toml': 'id = "lcod://demo/app@1.0.0"',
    '/app/out/app.lcod/compose.yaml': 'compose: []',
  },
})

test('componentFiles() leaves out hidden files, packages, packed components and bundles', async () => {
  const paths: string[] = []
  for await (const { path } of componentFiles(files, '/app')) paths.push(path)
  expect(paths).toEqual(['compose.yaml', 'lcp.toml', 'data/a.txt'])
})

test('findComponents() finds none in a bundle', async () => {
  const folders: string[] = []
  for await (const { folder } of findComponents({ files, folders: ['/app'] })) folders.push(folder)
  expect(folders).toEqual(['/app'])
})
