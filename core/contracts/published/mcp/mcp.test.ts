import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { parseCompose } from '../../../compose/parse-compose.ts'
import { readManifest } from '../../../manifest/read-manifest.ts'
import { runText } from '../../../testing/run-text.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { mcpComponentScaffold } from './component-scaffold.ts'
import { mcpRegisterLocal } from './register-local.ts'
import { mcpSessionOpen } from './session-open.ts'

const setUp = () => {
  const { host, run } = createMemoryCall()
  const text = async (path: string) => new TextDecoder().decode(await host.files.read(path))
  return { cwd: host.files.cwd, run, text }
}

test('mcpSessionOpen() makes a folder with a note, once', async () => {
  const { cwd, run, text } = setUp()
  const first = await run(mcpSessionOpen, { workspaceRoot: 'w', sessionId: 's', componentId: 'lcod://a/b@1.0.0' })
  const provenancePath = `${cwd}/w/s/provenance.json`
  expect(first).toEqual({ sessionId: 's', workspaceRoot: `${cwd}/w`, workspacePath: `${cwd}/w/s`, provenancePath })
  const note = await text(provenancePath)
  expect(JSON.parse(note)).toMatchObject({ sessionId: 's', componentId: 'lcod://a/b@1.0.0' })
  await run(mcpSessionOpen, { workspaceRoot: 'w', sessionId: 's' })
  expect(await text(provenancePath)).toBe(note)
})

test('mcpSessionOpen() names a session itself, and takes plain names alone', async () => {
  const { run } = setUp()
  expect(await run(mcpSessionOpen, { workspaceRoot: 'w' })).toMatchObject({
    sessionId: expect.stringMatching(/^session-[0-9a-f]{16}$/),
  })
  for (const sessionId of ['..', 'a/b', '-x']) {
    await expect(run(mcpSessionOpen, { workspaceRoot: 'w', sessionId })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  }
})

test('mcpComponentScaffold() writes a component that can be read', async () => {
  const { cwd, run, text } = setUp()
  const input = { workspacePath: 'w', componentId: 'lcod://a/b@1.2.0', palette: { icon: 'mdi:cube', tags: ['x'] } }
  const folder = `${cwd}/w/a/b`
  expect(await run(mcpComponentScaffold, input)).toEqual({
    componentPath: folder,
    descriptorPath: `${folder}/lcp.toml`,
    composePath: `${folder}/compose.yaml`,
    readmePath: `${folder}/docs/README.md`,
  })
  const manifest = readManifest(await text(`${folder}/lcp.toml`), 'lcp.toml')
  expect(manifest).toMatchObject({ id: 'lcod://a/b@1.2.0', version: '1.2.0' })
  expect(parseCompose(await text(`${folder}/compose.yaml`), { file: 'c' }).composition?.steps).toEqual([])
  expect(await text(`${folder}/docs/README.md`)).toContain('# lcod://a/b@1.2.0')
  await expect(run(mcpComponentScaffold, input)).rejects.toMatchObject({ code: 'EEXIST' })
})

test.each(['a/b@1.0.0', 'lcod://a@1.0.0', 'lcod://a/../b@1.0.0', 'lcod://a/b@1', 'lcod://a/b'])(
  'mcpComponentScaffold() refuses the id %j',
  async (componentId) => {
    const failing = setUp().run(mcpComponentScaffold, { workspacePath: 'w', componentId })
    await expect(failing).rejects.toMatchObject({ code: 'invalid_input' })
  },
)

test('mcpRegisterLocal() counts what is there and keeps the kernel’s own', async () => {
  const host = createMemoryHost({ files: { 'c/tooling/mcp.session.open/compose.yaml': 'compose: []' } })
  const steps = [
    { call: mcpRegisterLocal.id, in: { componentsRoot: 'c' }, out: { r: '$' } },
    { call: mcpSessionOpen.id, in: { workspaceRoot: 'w', sessionId: 's' }, out: { id: 'sessionId' } },
  ]
  expect(await runText(JSON.stringify({ compose: steps }), { host })).toEqual({
    r: { registered: 1, warnings: [expect.stringContaining('mcp.component.scaffold')] },
    id: 's',
  })
})
