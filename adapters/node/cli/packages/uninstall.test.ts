import { describe, expect, test } from 'vitest'
import { composeText, descriptorText, LIST_HEADER } from '../../../../core/resolve/testing/memory-project.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { put, lcod, lcodIn, has, text } = fixture
const DEP = 'lcod://demo/dep@1.2.0'
const manifest = (...requires: string[]) => `# ours\n${descriptorText('lcod://demo/app@1.0.0', requires)}`
const calling = 'compose:\n  - call: lcod://demo/dep@1\n    out: { text: text }\n'

describe('uninstall in a project', () => {
  test('takes back what install of a URL wrote, without a network', async () => {
    let isOpen = true
    const parts = componentFiles('', 'from the web')
    const url = await fixture.serve((request, response) => {
      const content = isOpen ? parts[request.url ?? ''] : undefined
      response.writeHead(content === undefined ? 404 : 200).end(content)
    })
    put({
      'app/lcp.toml': manifest(),
      'app/compose.yaml': calling,
      'app/resolve.config.json': '{\n\t"sources": {}\n}\n',
    })
    expect((await lcod('install', `${url}/lcp.toml`)).code).toBe(0)
    isOpen = false
    expect(await lcod('uninstall', 'lcod://demo/dep@1')).toEqual({
      code: 0,
      stdout: `${DEP} removed from lcp.toml\nlcod://demo/dep removed from resolve.config.json\nlcp.lock written: 0 components\n`,
      stderr: 'warning: compose.yaml still calls lcod://demo/dep@1\n',
    })
    expect(text('app/lcp.toml')).toBe(manifest())
    expect(text('app/resolve.config.json')).toBe('{\n\t"sources": {}\n}\n')
    const lock = text('app/lcp.lock')
    expect((await lcod('resolve', '--offline')).stdout).toContain('up to date')
    expect(text('app/lcp.lock')).toBe(lock)
  })

  test('keeps what something else needs, with its source, at the version that was locked', async () => {
    const line = (version: string) =>
      JSON.stringify({
        type: 'component',
        id: `lcod://demo/more@${version}`,
        compose: `../more${version}/compose.yaml`,
      })
    const needs = (folder: string, id: string, requires: string[]) => ({
      [`${folder}/lcp.toml`]: descriptorText(id, requires),
      [`${folder}/compose.yaml`]: composeText(id),
    })
    put({
      'app/lcp.toml': manifest(DEP, 'lcod://demo/other@1'),
      'app/compose.yaml': 'compose: []\n',
      'app/resolve.config.json': JSON.stringify({
        sources: {
          'lcod://demo/dep': { type: 'path', path: '../dep' },
          'lcod://demo/other': { type: 'path', path: '../other' },
        },
      }),
      'app/lcod.sources.jsonl': `${LIST_HEADER}\n${line('1.0.0')}\n`,
      ...needs('dep', DEP, []),
      ...needs('other', 'lcod://demo/other@1.0.0', ['lcod://demo/dep@1', 'lcod://demo/more@1']),
      ...needs('more1.0.0', 'lcod://demo/more@1.0.0', []),
      ...needs('more1.1.0', 'lcod://demo/more@1.1.0', []),
    })
    expect((await lcod('resolve')).code).toBe(0)
    put({ 'app/lcod.sources.jsonl': `${LIST_HEADER}\n${line('1.1.0')}\n` })
    const { stdout } = await lcod('uninstall', 'lcod://demo/dep')
    expect(stdout).toBe(`${DEP} removed from lcp.toml\nlcp.lock written: 3 components\n`)
    expect(text('app/lcp.lock')).toContain('lcod://demo/more@1.0.0')
    expect(text('app/resolve.config.json')).toContain('lcod://demo/dep')
    expect((await lcod('install', '--frozen')).stdout).toContain('3 components installed')
    // A lock of another lcp.toml has nothing that could be kept: it is made anew.
    put({ 'app/lcp.toml': `${text('app/lcp.toml')}# more\n` })
    expect((await lcod('uninstall', 'lcod://demo/other')).code).toBe(0)
    expect((await lcod('resolve', '--frozen')).stdout).toContain('0 components')
  })

  test('of something else writes nothing, and says what was probably meant', async () => {
    put({ 'app/lcp.toml': manifest(DEP) })
    const { code, stderr } = await lcod('uninstall', 'lcod://demo/dpe', DEP)
    expect(code).toBe(1)
    expect(stderr).toContain('error dependency_not_required: "lcod://demo/dpe" is not among what lcp.toml requires')
    expect(stderr).toContain(`Did you mean "${DEP}"?`)
    expect(text('app/lcp.toml')).toBe(manifest(DEP))
  })
})

describe('install and uninstall elsewhere', () => {
  test('--global takes a component out of the user’s own', async () => {
    put(componentFiles('dep', 'mine'))
    expect((await lcodIn('dep', 'install', '--global')).code).toBe(0)
    expect((await lcod('run', DEP)).code).toBe(0)
    const removed = await lcod('uninstall', 'lcod://demo/dep@1')
    expect(removed).toMatchObject({ code: 0, stdout: expect.stringContaining(`${DEP} removed from`) })
    expect(has(`.lcod/installed/demo/dep@1.2.0`)).toBe(false)
    expect((await lcod('run', DEP)).code).toBe(1)
    expect((await lcod('uninstall', DEP)).stderr).toContain('dependency_not_required')
  })

  test.each(['install', 'uninstall'])('%s of an id at a workspace asks for one of its components', async (command) => {
    await lcodIn('.', 'init', 'workspace', 'ws')
    const { code, stderr } = await lcodIn('ws', command, DEP)
    expect(code).toBe(2)
    expect(stderr).toContain('--project packages/main/components/greet')
  })
})
