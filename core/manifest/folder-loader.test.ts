import { expect, test } from 'vitest'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
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
