import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createFolderLoader } from './folder-loader.ts'
import { lookupFolders } from './lookup-folders.ts'

const compose = 'compose: []\n'

test('lookupFolders() lists folders in the documented order, each once', async () => {
  const { files, env } = createMemoryHost({
    cwd: '/work',
    files: {
      '/home/resolver/workspace.lcp.toml': '',
      '/own/components/x/lcp.toml': '',
      '/std/packages/std/components/x/lcp.toml': '',
      '/plain/x/lcp.toml': '',
      '/work/components/x/lcp.toml': '',
    },
    env: {
      LCOD_HOME: '/home',
      LCOD_RESOLVER_PATH: '/own',
      LCOD_COMPONENTS_PATH: '/std',
      LCOD_COMPONENTS_PATHS: '/plain:/own',
      SPEC_REPO_PATH: '/spec',
    },
  })
  expect(await lookupFolders({ files, env, first: ['/named'] })).toEqual([
    '/named',
    '/home/resolver',
    '/own/components',
    '/std/packages/std/components',
    '/plain',
    '/work/components',
    '/spec/tooling',
    '/spec/core',
    '/spec/packages/resolver',
    '/spec/packages/std',
  ])
})

test('lookupFolders() takes the working directory only as a workspace or by its components folder', async () => {
  const { files, env } = createMemoryHost({ cwd: '/work', files: { '/work/deep/lcp.toml': '' } })
  expect(await lookupFolders({ files, env, first: [] })).toEqual([])
})

test('createFolderLoader() finds the packages of a workspace, with its aliases, and nothing else of it', async () => {
  const { files } = createMemoryHost({
    files: {
      '/ws/workspace.lcp.toml': '[workspace]\npackages = ["kit"]\n[workspace.scopeAliases]\nint = "internal"\n',
      '/ws/packages/kit/lcp.toml': 'id = "lcod://acme/kit@2.0.0"\n[workspace]\ncomponentsDir = "parts"\n',
      '/ws/packages/kit/parts/internal/x/lcp.toml': 'summary = "no id"\n',
      '/ws/packages/kit/parts/internal/x/compose.yaml': compose,
      '/ws/stray/lcp.toml': 'id = "lcod://acme/stray@1.0.0"\n',
      '/ws/stray/compose.yaml': compose,
    },
  })
  const loader = createFolderLoader({ files, folders: async () => ['/ws'] })
  expect(await loader.load('lcod://acme/kit/internal/x@2.0.0')).toMatchObject({
    context: { basePath: 'acme/kit', version: '2.0.0', aliasMap: { int: 'internal' } },
  })
  expect(await loader.load('lcod://acme/stray@1')).toBeUndefined()
})

test('createFolderLoader() tells of a workspace file that cannot be read and searches its folder', async () => {
  const { files } = createMemoryHost({
    files: {
      '/ws/workspace.lcp.toml': '[',
      '/ws/a/lcp.toml': 'id = "lcod://acme/a@1.0.0"\n',
      '/ws/a/compose.yaml': compose,
    },
  })
  const broken: string[] = []
  const loader = createFolderLoader({ files, folders: ['/ws'], onBroken: (file) => broken.push(file) })
  expect(await loader.load('lcod://acme/a@1')).toMatchObject({ id: 'lcod://acme/a@1.0.0' })
  expect(broken).toEqual(['/ws/workspace.lcp.toml'])
})
