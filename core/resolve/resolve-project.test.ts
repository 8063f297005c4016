import { describe, expect, test } from 'vitest'
import { createKernel } from '../kernel.ts'
import { readLock, writeLock } from './lock-file.ts'
import { createLockLoader } from './lock-loader.ts'
import { composeText, descriptorText, LIST_HEADER, listed, listLine, memoryProject } from './testing/memory-project.ts'

const lines = (...all: string[]) => `${[LIST_HEADER, ...all].join('\n')}\n`

function withList(root: readonly string[], list: string, files: Record<string, string> = {}) {
  return memoryProject({
    files: {
      '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', root),
      '/app/compose.yaml': composeText('app'),
      '/app/lcod.sources.jsonl': lines(JSON.stringify({ type: 'list', path: '../registry/list.jsonl' })),
      '/registry/list.jsonl': list,
      ...files,
    },
  })
}

const ids = (components: ReadonlyArray<{ readonly id: string }>) => components.map(({ id }) => id)

describe('resolveProject()', () => {
  test('finds what is required and what that requires, by list', async () => {
    const { open, warnings } = withList(
      ['lcod://demo/a@1', 'lcod://contract/core/fs/stat@1', 'lcod://tooling/script@1'],
      lines(listLine('lcod://demo/a@1.2.0'), listLine('lcod://demo/b@0.3.0')),
      { ...listed('lcod://demo/a@1.2.0', ['lcod://demo/b@^0.3.0']), ...listed('lcod://demo/b@0.3.0') },
    )
    const { root, components } = await (await open()).resolve()
    expect(ids(components)).toEqual(['lcod://demo/a@1.2.0', 'lcod://demo/b@0.3.0'])
    expect(root.dependencies).toEqual([{ requested: 'lcod://demo/a@1', id: 'lcod://demo/a@1.2.0' }])
    expect(warnings).toEqual([])
  })

  test('takes the first version of a list that fits all who ask', async () => {
    const list = ['1.3.0', '1.2.5', '1.1.0'].map((version) => `lcod://demo/x@${version}`)
    const { open } = withList(
      ['lcod://demo/x@1', 'lcod://demo/y@1'],
      lines(...list.map((id) => listLine(id)), listLine('lcod://demo/y@1.0.0')),
      {
        ...Object.assign({}, ...list.map((id) => listed(id))),
        ...listed('lcod://demo/y@1.0.0', ['lcod://demo/x@~1.2.0']),
      },
    )
    const { components } = await (await open()).resolve()
    expect(ids(components)).toEqual(['lcod://demo/x@1.2.5', 'lcod://demo/y@1.0.0'])
  })

  test('explains a conflict: who asks for what, and what there is', async () => {
    const { open } = withList(
      ['lcod://demo/x@~1.1.0', 'lcod://demo/y@1'],
      lines(listLine('lcod://demo/x@1.1.0'), listLine('lcod://demo/x@1.2.0'), listLine('lcod://demo/y@1.0.0')),
      {
        ...listed('lcod://demo/x@1.1.0'),
        ...listed('lcod://demo/x@1.2.0'),
        ...listed('lcod://demo/y@1.0.0', ['lcod://demo/x@^1.2.0']),
      },
    )
    await expect((await open()).resolve()).rejects.toMatchObject({
      code: 'version_conflict',
      message:
        'No one version of lcod://demo/x fits all: "lcod://demo/x@~1.1.0" by lcod://demo/app@1.0.0, ' +
        '"lcod://demo/x@^1.2.0" by lcod://demo/y@1.0.0; there is 1.1.0, 1.2.0',
    })
  })

  test('says what there is when no version fits, and when there is none', async () => {
    const { open } = withList(['lcod://demo/x@2'], lines(listLine('lcod://demo/x@1.1.0')))
    await expect((await open()).resolve()).rejects.toMatchObject({
      code: 'dependency_not_found',
      message: 'lcod://demo/x was not found: asked for "lcod://demo/x@2" by lcod://demo/app@1.0.0; there is 1.1.0',
    })
    const none = withList(['lcod://demo/z@2'], lines())
    await expect((await none.open()).resolve()).rejects.toMatchObject({ code: 'dependency_not_found' })
  })

  test('resolves components that require each other', async () => {
    const { open } = withList(
      ['lcod://demo/a@1'],
      lines(listLine('lcod://demo/a@1.0.0'), listLine('lcod://demo/b@1.0.0')),
      {
        ...listed('lcod://demo/a@1.0.0', ['lcod://demo/b@1']),
        ...listed('lcod://demo/b@1.0.0', ['lcod://demo/a@1']),
      },
    )
    expect(ids((await (await open()).resolve()).components)).toEqual(['lcod://demo/a@1.0.0', 'lcod://demo/b@1.0.0'])
  })

  test('reads lists that name each other once, and skips lines that are no JSON', async () => {
    const again = JSON.stringify({ type: 'list', path: 'list.jsonl' })
    const { open, warnings } = withList(
      ['lcod://demo/a@1'],
      lines(again, '{"type":"comp', listLine('lcod://demo/a@1.0.0')),
      {
        ...listed('lcod://demo/a@1.0.0'),
      },
    )
    expect(ids((await (await open()).resolve()).components)).toEqual(['lcod://demo/a@1.0.0'])
    expect(warnings).toEqual([expect.stringContaining('/registry/list.jsonl line 3 is no JSON')])
  })

  test('refuses a file that is not what the list promised, and one that holds another component', async () => {
    const tampered = withList(['lcod://demo/a@1'], lines(listLine('lcod://demo/a@1.0.0', { sha256: '0'.repeat(64) })), {
      ...listed('lcod://demo/a@1.0.0'),
    })
    await expect((await tampered.open()).resolve()).rejects.toMatchObject({ code: 'integrity_mismatch' })
    const weak = withList(['lcod://demo/a@1'], lines(listLine('lcod://demo/a@1.0.0', { integrity: 'md5-abc' })), {
      ...listed('lcod://demo/a@1.0.0'),
    })
    await expect((await weak.open()).resolve()).rejects.toMatchObject({ code: 'integrity_unsupported' })
    const swapped = withList(['lcod://demo/a@1'], lines(listLine('lcod://demo/a@1.0.0')), {
      ...listed('lcod://demo/a@1.0.0'),
      '/registry/demo/a/1.0.0/lcp.toml': descriptorText('lcod://demo/a@1.0.1'),
    })
    await expect((await swapped.open()).resolve()).rejects.toMatchObject({ code: 'component_swapped' })
  })

  test('takes sources, replacements and the allowlist of the configuration', async () => {
    const config = {
      sources: { 'lcod://demo/real@1': { type: 'path', path: '../real' } },
      replace: { 'lcod://demo/asked@1': 'lcod://demo/real@1' },
    }
    const files = {
      '/app/resolve.config.json': JSON.stringify(config),
      '/real/lcp.toml': descriptorText('lcod://demo/real@1.0.0'),
    }
    const { open } = withList(['lcod://demo/asked@1'], lines(), files)
    expect(ids((await (await open()).resolve()).components)).toEqual(['lcod://demo/real@1.0.0'])
    const strict = withList(['lcod://demo/asked@1'], lines(), {
      ...files,
      '/app/resolve.config.json': JSON.stringify({ ...config, allowlist: ['lcod://demo/other*'] }),
    })
    await expect((await strict.open()).resolve()).rejects.toMatchObject({ code: 'dependency_not_allowed' })
  })

  test('says where it looked for what nothing has, and what was probably meant', async () => {
    const { open, warnings } = withList(['lcod://demo/gret@1'], lines(listLine('lcod://demo/greet@1.0.0'), 'no JSON'))
    await expect((await open()).resolve()).rejects.toMatchObject({
      code: 'dependency_not_found',
      message: expect.stringContaining('in the sources and folders of the project, nor in "/app/lcod.sources.jsonl"'),
      hint: 'Did you mean "lcod://demo/greet"?',
    })
    expect(warnings).toEqual(['/registry/list.jsonl line 3 is no JSON'])
    const bare = memoryProject({
      files: { '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://x/y@1']) },
    })
    await expect((await bare.open()).resolve()).rejects.toMatchObject({
      message: expect.stringContaining('the project has no list of components'),
      hint: expect.stringContaining('lcod.sources.jsonl'),
    })
  })

  test('finds components of the project itself, and refuses two of one id', async () => {
    const own = {
      '/app/components/part/lcp.toml': descriptorText('lcod://demo/part@1.0.0'),
      '/app/components/part/compose.yaml': composeText('part'),
    }
    const { open } = withList(['lcod://demo/part@1'], lines(), own)
    const { components } = await (await open()).resolve()
    expect(components).toMatchObject([
      { id: 'lcod://demo/part@1.0.0', source: { type: 'path', path: 'components/part' } },
    ])
    const twice = withList(['lcod://demo/part@1'], lines(), {
      ...own,
      '/app/components/same/lcp.toml': descriptorText('lcod://demo/part@1.0.0'),
      '/app/components/same/compose.yaml': composeText('same'),
    })
    await expect((await twice.open()).resolve()).rejects.toMatchObject({ code: 'duplicate_component' })
  })
})

describe('lists over the network', () => {
  const web = 'https://registry.example/lists/'
  const files = {
    '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/a@1']),
    '/app/lcod.sources.jsonl': lines(JSON.stringify({ type: 'list', url: `${web}all.jsonl` })),
  }
  const answers = [
    { url: `${web}all.jsonl`, body: lines(listLine('lcod://demo/a@1.0.0')) },
    { url: `${web}demo/a/1.0.0/lcp.toml`, body: descriptorText('lcod://demo/a@1.0.0') },
    { url: `${web}demo/a/1.0.0/compose.yaml`, body: composeText('from the web') },
  ]

  test('are fetched, and work offline afterwards', async () => {
    const { host, open } = memoryProject({ files, http: answers })
    expect(ids((await (await open()).resolve()).components)).toEqual(['lcod://demo/a@1.0.0'])
    const asked = host.http.requests.map(({ url }) => url)
    expect(asked.sort()).toEqual(answers.map(({ url }) => url).sort())
    expect(ids((await (await open({ offline: true })).resolve()).components)).toEqual(['lcod://demo/a@1.0.0'])
    expect(host.http.requests).toHaveLength(asked.length)
  })

  test('are asked for at their mirror', async () => {
    const mirrored = answers.map((answer) => ({ ...answer, url: answer.url.replace(web, 'https://mirror.example/') }))
    const { open, host } = memoryProject({
      files: {
        ...files,
        '/app/resolve.config.json': JSON.stringify({ mirrors: { [web]: 'https://mirror.example/' } }),
      },
      http: mirrored,
    })
    await (await open()).resolve()
    const asked = host.http.requests.map(({ url }) => url)
    expect(asked.sort()).toEqual(mirrored.map(({ url }) => url).sort())
  })

  test('cannot lead to addresses that are not public, nor to files', async () => {
    const hostile = (compose: string) =>
      memoryProject({
        files,
        http: [
          {
            url: `${web}all.jsonl`,
            body: lines(JSON.stringify({ type: 'component', id: 'lcod://demo/a@1.0.0', compose })),
          },
        ],
      })
    const inside = hostile('http://169.254.169.254/compose.yaml')
    await expect((await inside.open()).resolve()).rejects.toMatchObject({ code: 'permission_denied' })
    const local = hostile('file:///etc/passwd')
    await expect((await local.open()).resolve()).rejects.toMatchObject({ code: 'source_path_escape' })
  })

  test('that cannot be had are a warning, and nothing is fetched offline', async () => {
    const { open, warnings } = memoryProject({ files, http: [] })
    await expect((await open()).resolve()).rejects.toMatchObject({ code: 'dependency_not_found' })
    expect(warnings).toEqual([expect.stringContaining(`The list "${web}all.jsonl" cannot be read`)])
    await expect((await open({ offline: true })).resolve()).rejects.toMatchObject({ code: 'source_offline' })
  })
})

describe('writeLock() and createLockLoader()', () => {
  const make = () =>
    withList(['lcod://demo/a@1'], lines(listLine('lcod://demo/a@1.2.0')), { ...listed('lcod://demo/a@1.2.0') })

  test('lock the same bytes again, and run what is locked', async () => {
    const { host, open } = make()
    const project = await open()
    const text = writeLock(await project.resolve(), { 'lcod://contract/x@1': 'lcod://demo/a@1' })
    expect(writeLock(await (await open()).resolve(), { 'lcod://contract/x@1': 'lcod://demo/a@1' })).toBe(text)
    expect(text).not.toContain('.lcod')
    const lock = readLock(text, 'lcp.lock')
    const loader = createLockLoader(lock, { files: host.files, fetcher: project.fetcher })
    const kernel = createKernel({ host, loader })
    const steps = [{ call: 'lcod://demo/a@1', in: {}, out: { text: 'text' }, slots: {} }]
    expect(await kernel.run({ steps })).toEqual({ text: 'lcod://demo/a@1.2.0' })
  })

  test.each([
    ['demo/a/1.2.0/compose.yaml', composeText('changed')],
    ['demo/a/1.2.0/lcp.toml', `${descriptorText('lcod://demo/a@1.2.0')}# changed\n`],
  ])('refuse to run when %s has changed, and name it', async (path, text) => {
    const { host, open } = make()
    const project = await open()
    const lock = readLock(writeLock(await project.resolve(), {}), 'lcp.lock')
    await host.files.write(`/registry/${path}`, new TextEncoder().encode(text))
    const loader = createLockLoader(lock, { files: host.files, fetcher: project.fetcher })
    const steps = [{ call: 'lcod://demo/a@1', in: {}, out: {}, slots: {} }]
    await expect(createKernel({ host, loader }).run({ steps })).rejects.toMatchObject({
      code: 'integrity_mismatch',
      data: { file: `/registry/${path}` },
    })
  })

  test('createLockLoader() leaves to others what a lock only names', async () => {
    const { host, open } = make()
    const { fetcher } = await open()
    const source = '[components.source]\ntype = "registry"\nreference = "r"\n'
    const entry = (id: string) => `[[components]]\nid = "${id}"\nresolved = "${id}"\n${source}`
    const text = `schemaVersion = "1.0"\n${entry('lcod://demo/app@1.0.0')}${entry('lcod://demo/b@1.0.0')}`
    const loader = createLockLoader(readLock(text, 'lcp.lock'), { files: host.files, fetcher })
    expect(loader.load('lcod://demo/b@1.0.0')).toBeUndefined()
  })

  test('readLock() refuses a lock from the future and a broken one', () => {
    expect(() => readLock('schemaVersion = "2.0"\n', 'lcp.lock')).toThrow('has schemaVersion "2.0", expected "1.0"')
    expect(() => readLock('schemaVersion = ', 'lcp.lock')).toThrow(expect.objectContaining({ code: 'lock_invalid' }))
  })
})
