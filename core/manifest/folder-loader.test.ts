import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { fileError } from '../errors/file-error.ts'
import type { ComposeComponent } from '../resolve/registry.ts'
import { createFolderLoader } from './folder-loader.ts'

const compose = 'compose:\n  - call: lcod://impl/set@1\n'

async function load(
  files: Record<string, string>,
  id: string,
  folders = ['/lib'],
): Promise<ComposeComponent | undefined> {
  const loader = createFolderLoader({ files: createMemoryFiles({ files }), folders })
  const component = await loader.load(id)
  if (component !== undefined && component.kind !== 'compose') throw new TypeError('Expected a compose')
  return component
}

test('createFolderLoader() finds components at any depth, by compatible version too', async () => {
  const files = {
    '/lib/a/b/greet/lcp.toml': 'id = "lcod://demo/greet@1.2.0"\n[outputs.text]\nsummary = "t"\n',
    '/lib/a/b/greet/compose.yaml': compose,
  }
  const found = await load(files, 'lcod://demo/greet@1')
  expect(found).toMatchObject({ id: 'lcod://demo/greet@1.2.0', outputs: ['text'] })
  expect(found?.context).toEqual({ basePath: 'demo', version: '1.2.0', aliasMap: {} })
  const composition = typeof found?.composition === 'function' ? await found.composition() : undefined
  expect(composition?.steps).toHaveLength(1)
  expect(await load(files, 'lcod://demo/other@1')).toBeUndefined()
})

test('createFolderLoader() registers a component of a package under its place as well', async () => {
  const found = await load(
    {
      '/lib/pkg/lcp.toml': 'id = "lcod://demo/pkg@0.2.0"\nversion = "0.2.0"\n[workspace]\ncomponentsDir = "parts"\n',
      '/lib/pkg/parts/int/thing/lcp.toml': 'id = "lcod://old/name@0.1.0"\n',
      '/lib/pkg/parts/int/thing/compose.yaml': compose,
    },
    'lcod://demo/pkg/int/thing@0.2.0',
  )
  expect(found?.id).toBe('lcod://old/name@0.1.0')
  expect(found?.context?.basePath).toBe('demo/pkg')
})

test('createFolderLoader() lets a broken manifest or compose fail when it is called', async () => {
  const files = {
    '/lib/bad/lcp.toml': 'id = "lcod://demo/bad@1.0.0"\n[inputs\n',
    '/lib/bad/compose.yaml': compose,
    '/lib/worse/lcp.toml': 'id = "lcod://demo/worse@1.0.0"\n',
    '/lib/worse/compose.yaml': 'compose: 7\n',
  }
  const run = async (id: string) => {
    const found = await load(files, id)
    return typeof found?.composition === 'function' ? found.composition() : found?.composition
  }
  await expect(run('lcod://demo/bad@1')).rejects.toMatchObject({ code: 'invalid_manifest' })
  await expect(run('lcod://demo/worse@1')).rejects.toMatchObject({ code: 'invalid_compose' })
})

test('createFolderLoader() passes over what cannot be read, and tells of it', async () => {
  const memory = createMemoryFiles({
    files: {
      '/lib/a/lcp.toml/inside': '',
      '/lib/b/lcp.toml': 'id = "lcod://demo/b@1.0.0"\n',
      '/lib/b/compose.yaml': compose,
      '/lib/c/lcp.toml': 'id = "lcod://demo/c@1.0.0"\n',
      '/lib/c/compose.yaml': compose,
    },
  })
  const broken: string[] = []
  const files = {
    ...memory,
    read: (path: string) =>
      path === '/lib/b/lcp.toml' ? Promise.reject(fileError('EACCES', path)) : memory.read(path),
  }
  const loader = createFolderLoader({ files, folders: ['/lib'], onBroken: (file) => broken.push(file) })
  expect(await loader.load('lcod://demo/c@1')).toMatchObject({ id: 'lcod://demo/c@1.0.0' })
  expect(broken).toEqual(['/lib/b/lcp.toml'])
})

test('createFolderLoader() reads several folders at a time', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `c${index}`)
  const entries = names.flatMap((name) => [
    [`/lib/${name}/lcp.toml`, `id = "lcod://demo/${name}@1.0.0"\n`],
    [`/lib/${name}/compose.yaml`, compose],
  ])
  const memory = createMemoryFiles({ files: Object.fromEntries(entries) })
  let now = 0
  let most = 0
  const files = {
    ...memory,
    async list(path: string) {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve))
      now--
      return memory.list(path)
    },
  }
  await createFolderLoader({ files, folders: ['/lib'] }).load('lcod://demo/c7@1')
  expect(most).toBeGreaterThan(8)
  expect(most).toBeLessThanOrEqual(33)
})

test('createFolderLoader() skips hidden and dependency folders, and folders that do not exist', async () => {
  const manifest = 'id = "lcod://demo/x@1.0.0"\n'
  const files = {
    '/lib/.git/x/lcp.toml': manifest,
    '/lib/.git/x/compose.yaml': compose,
    '/lib/node_modules/x/lcp.toml': manifest,
    '/lib/node_modules/x/compose.yaml': compose,
  }
  expect(await load(files, 'lcod://demo/x@1', ['/missing', '/lib'])).toBeUndefined()
})

test('createFolderLoader() takes the first of two components with one id', async () => {
  const manifest = (summary: string) => `id = "lcod://demo/x@1.0.0"\nsummary = "${summary}"\n`
  const files = {
    '/lib/b/lcp.toml': manifest('second'),
    '/lib/b/compose.yaml': compose,
    '/lib/a/lcp.toml': manifest('first'),
    '/lib/a/compose.yaml': compose,
  }
  expect(await load(files, 'lcod://demo/x@1')).toMatchObject({ summary: 'first' })
})
