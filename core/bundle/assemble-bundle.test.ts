import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createKernel } from '../kernel.ts'
import { writeLock } from '../resolve/lock-file.ts'
import { RegistryScope } from '../resolve/registry.ts'
import { composeText, descriptorText, memoryProject } from '../resolve/testing/memory-project.ts'
import { standardComponents } from '../standard-components.ts'
import { assembleBundle } from './assemble-bundle.ts'
import type { BundleFiles } from './bundle-layout.ts'
import { openBundle } from './open-bundle.ts'
import { unheldCalls } from './unheld-calls.ts'

const DEP = 'lcod://demo/dep@1.2.0'
const MODULE = 'lcod_modules/lcod%3A%2F%2Fdemo%2Fdep%401.2.0'

const project = {
  '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@1']),
  '/app/compose.yaml': `compose:
  - call: lcod://demo/dep@1
    out: { text: text }
  - call: lcod://contract/core/fs/read-file@1
    in: { path: data.txt }
    out: { data: data }
`,
  '/app/data.txt': 'here',
  '/app/img/logo.svg': '<svg/>',
  '/app/img/.draft': 'no',
  '/app/assets/a.txt': 'a',
  '/app/resolve.config.json': JSON.stringify({
    sources: { 'lcod://demo/dep@1': { type: 'path', path: '../dep' } },
    assets: ['img', 'assets/a.txt'],
  }),
  '/dep/lcp.toml': `\uFEFF${descriptorText(DEP)}`,
  '/dep/compose.yaml': composeText('dep'),
  '/dep/schemas/in.json': '{}',
  '/dep/README.md': 'generated',
}

type Changes = Readonly<Record<string, string>>

async function locked(changes: Changes = {}) {
  const memory = memoryProject({ files: { ...project, ...changes } })
  const opened = await memory.open()
  const lock = writeLock(await opened.resolve(), opened.config.bindings)
  await memory.host.files.write('/app/lcp.lock', new TextEncoder().encode(lock))
  const change = (path: string, text: string) => memory.host.files.write(path, new TextEncoder().encode(text))
  const assemble = async () => assembleBundle('app', { files: memory.host.files, project: await memory.open() })
  return { assemble, change, files: memory.host.files }
}

const textOf = (files: BundleFiles, path: string) => new TextDecoder().decode(files.get(path))
const changed = (files: BundleFiles, path: string, text: string | undefined): BundleFiles => {
  const copy = new Map(files)
  if (text === undefined) copy.delete(path)
  else copy.set(path, new TextEncoder().encode(text))
  return copy
}

test('assembleBundle() gives the layout of a bundle, with every file of every component', async () => {
  const { written, bundle } = await (await locked()).assemble()
  expect([...written.keys()]).toEqual([
    'README.md',
    'assets/a.txt',
    'assets/data.txt',
    'assets/img/logo.svg',
    'compose.yaml',
    `${MODULE}/compose.yaml`,
    `${MODULE}/lcp.toml`,
    `${MODULE}/schemas/in.json`,
    'lcp.lock',
    'lcp.toml',
  ])
  expect(textOf(written, 'README.md')).toContain(DEP)
  expect(bundle.id).toBe('lcod://demo/app@1.0.0')
  expect(textOf(bundle.visible, 'img/logo.svg')).toBe('<svg/>')
})

test('assembleBundle() gives the same bytes for the same project', async () => {
  const [first, second] = [await (await locked()).assemble(), await (await locked()).assemble()]
  expect([...second.written]).toEqual([...first.written])
})

test('a bundle runs with what it holds, and nothing else', async () => {
  const { bundle } = await (await locked()).assemble()
  const host = createMemoryHost({ cwd: '/work', files: Object.fromEntries(bundle.visible) })
  const kernel = createKernel({ host, loader: bundle.loader, permissions: { read: ['/work'] } })
  expect(await kernel.run(bundle.composition)).toEqual({ text: 'dep', data: 'here' })
})

test('a bundle refuses a component that it does not hold', async () => {
  const compose = 'compose:\n  - call: lcod://demo/other@1\n'
  const { bundle } = await (await locked({ '/app/compose.yaml': compose })).assemble()
  const kernel = createKernel({ host: createMemoryHost(), loader: bundle.loader })
  await expect(kernel.run(bundle.composition)).rejects.toMatchObject({
    code: 'component_not_found',
    message: 'The bundle "app.lcod" does not hold lcod://demo/other@1',
    data: { component: 'lcod://demo/other@1' },
  })
})

test('unheldCalls() finds what nothing in the bundle answers, at any depth and in any component', async () => {
  const kernel = new RegistryScope(null, { components: standardComponents })
  const { bundle } = await (await locked()).assemble()
  expect(await unheldCalls(bundle, kernel)).toEqual([])
  const { bundle: other } = await (
    await locked({
      '/app/compose.yaml':
        'compose:\n  - call: lcod://flow/if@1\n    slots: { then: [{ call: ./gone }, { call: lcod://demo/dep@2 }] }\n',
      '/dep/compose.yaml': 'compose:\n  - call: lcod://contract/demo/none@1\n  - call: lcod://demo/app/gone@1.0.0\n',
    })
  ).assemble()
  expect(await unheldCalls(other, kernel)).toEqual([
    { id: 'lcod://contract/demo/none@1', by: DEP },
    { id: 'lcod://demo/app/gone@1.0.0', by: 'lcod://demo/app@1.0.0' },
    { id: 'lcod://demo/dep@2', by: 'lcod://demo/app@1.0.0' },
  ])
})

test('a contract without a binding stays one', async () => {
  const compose = 'compose:\n  - call: lcod://contract/demo/none@1\n'
  const { bundle } = await (await locked({ '/app/compose.yaml': compose })).assemble()
  const kernel = createKernel({ host: createMemoryHost(), loader: bundle.loader })
  await expect(kernel.run(bundle.composition)).rejects.toMatchObject({ code: 'contract_unbound' })
})

test.each([
  ['the descriptor', '/app/lcp.toml', descriptorText('lcod://demo/app@1.0.1'), 'lock_stale'],
  ['the compose', '/app/compose.yaml', composeText('other'), 'lock_stale'],
  ['a file that the compose names', '/app/data.txt', 'other', 'lock_stale'],
  ['a file of a component', '/dep/schemas/in.json', '[]', 'integrity_mismatch'],
  ['a lock of another resolver', '/app/lcp.lock', 'schemaVersion = "1.0"\n[[components]]\nid = "a"\n', 'lock_stale'],
])('assembleBundle() refuses a project whose lock does not fit: %s', async (_what, path, text, code) => {
  const { assemble, change } = await locked()
  await change(path, text)
  await expect(assemble()).rejects.toMatchObject({ code })
})

test('assembleBundle() refuses a project without a lock', async () => {
  const { assemble, files } = await locked()
  await files.remove('/app/lcp.lock')
  await expect(assemble()).rejects.toMatchObject({ code: 'lock_missing', data: { file: '/app/lcp.lock' } })
})

test.each([['../dep/lcp.toml'], ['/dep'], ['.'], ['none'], ['.lcod'], ['img/.draft']])(
  'assembleBundle() refuses the asset %s',
  async (path) => {
    const config = JSON.parse(project['/app/resolve.config.json'])
    const { assemble } = await locked({ '/app/resolve.config.json': JSON.stringify({ ...config, assets: [path] }) })
    await expect(assemble()).rejects.toMatchObject({ code: 'asset_invalid', data: { path } })
  },
)

test('assembleBundle() refuses two assets in one place', async () => {
  const config = JSON.parse(project['/app/resolve.config.json'])
  const text = JSON.stringify({ ...config, assets: ['a.txt', 'assets/a.txt'] })
  const { assemble } = await locked({ '/app/a.txt': 'other', '/app/resolve.config.json': text })
  await expect(assemble()).rejects.toMatchObject({ code: 'asset_invalid' })
})

test.each([
  ['a changed component', `${MODULE}/compose.yaml`, composeText('evil'), 'integrity_mismatch'],
  ['a changed file of a component', `${MODULE}/schemas/in.json`, '[]', 'integrity_mismatch'],
  ['a changed compose', 'compose.yaml', composeText('evil'), 'integrity_mismatch'],
  ['a changed asset', 'assets/data.txt', 'evil', 'integrity_mismatch'],
  ['a missing component', `${MODULE}/compose.yaml`, undefined, 'bundle_invalid'],
  ['a missing descriptor', 'lcp.toml', undefined, 'bundle_invalid'],
  ['a missing lock', 'lcp.lock', undefined, 'bundle_invalid'],
  ['another file', 'lcod_modules/evil/compose.yaml', composeText('evil'), 'bundle_invalid'],
  ['another file of a component', `${MODULE}/compose.json`, '[]', 'bundle_invalid'],
  ['a path that leaves it', '../evil', 'x', 'bundle_invalid'],
])('openBundle() refuses %s', async (_what, path, text, code) => {
  const { written } = await (await locked()).assemble()
  expect(() => openBundle('app', changed(written, path, text))).toThrow(expect.objectContaining({ code }))
})

test('ids with odd characters have folders of their own', async () => {
  const id = 'lcod://démo/a b#1%/x?y@1.0.0+ü'
  const { written, bundle } = await (
    await locked({
      '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', [id]),
      '/app/resolve.config.json': JSON.stringify({ sources: { [id]: { type: 'path', path: '../odd' } } }),
      '/app/compose.yaml': `compose:\n  - call: ${JSON.stringify(id)}\n    out: { text: text }\n`,
      '/odd/lcp.toml': descriptorText(id),
      '/odd/compose.yaml': composeText('odd'),
    })
  ).assemble()
  expect([...written.keys()]).toContain(`lcod_modules/${encodeURIComponent(id)}/compose.yaml`)
  const kernel = createKernel({ host: createMemoryHost(), loader: bundle.loader })
  expect(await kernel.run(bundle.composition)).toEqual({ text: 'odd' })
})
