import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import { Workspace } from '../workspace/workspace.ts'
import { importFiles } from './import-files.ts'

const picked = ['orders/compose.yaml', 'orders/lcp.toml'].map((path) => ({ path, file: new Blob([path]) }))

test('importFiles() puts a folder beside one of the same name', async () => {
  const workspace = new Workspace(createMemoryFiles({ cwd: '/', files: { '/Orders/mine': 'mine' } }))
  await workspace.refresh()
  await importFiles(workspace, picked)
  expect(workspace.entries.value.map(({ path }) => path)).toEqual([
    '/Orders',
    '/Orders/mine',
    '/orders-2',
    '/orders-2/compose.yaml',
    '/orders-2/lcp.toml',
  ])
  expect(await workspace.readText('/orders-2/lcp.toml')).toBe('orders/lcp.toml')
})

test('importFiles() leaves nothing behind when there is no room', async () => {
  const files = createMemoryFiles({ cwd: '/' })
  const workspace = new Workspace({
    ...files,
    async write(path, data, options) {
      if (path.endsWith('lcp.toml')) throw new KernelError('ENOSPC', 'ENOSPC: no room')
      await files.write(path, data, options)
    },
  })
  await workspace.refresh()
  await expect(importFiles(workspace, picked)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(workspace.entries.value).toEqual([])
})
