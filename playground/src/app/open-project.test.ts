import { expect, test } from 'vitest'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { OpenProject } from './open-project.ts'
import { Session } from './session.ts'

async function openProject(paths: readonly string[]) {
  const memory = createMemoryFiles()
  for (const path of paths)
    await memory.write(path, new TextEncoder().encode(`text of ${path}`), { createParents: true })
  /** Reads that wait for a test to let them go on, by path. */
  const held = new Map<string, Promise<void>>()
  const files: FilesPort = {
    ...memory,
    read: async (path, options) => {
      await held.get(path)
      return memory.read(path, options)
    },
  }
  const storage = async () => ({ kind: 'memory' as const })
  const session = new Session(() => ({ files, storage }) as unknown as KernelClient)
  await session.workspace.refresh()
  const project = new OpenProject({
    session,
    components: standardComponents,
    slotsOf: () => undefined,
    onOtherCompose: () => {},
    onOpened: () => {},
    onChanged: () => {},
    onError: (error) => {
      throw error
    },
    nextFrame: (callback) => callback(),
  })
  return { project, held, files: memory, session }
}

test('OpenProject keeps the file open that was asked for last, however long the others take', async () => {
  const { project, held } = await openProject(['/a/compose.yaml', '/a/notes.txt', '/b/compose.yaml'])
  let letGo = () => {}
  held.set('/a/notes.txt', new Promise((resolve) => (letGo = resolve)))
  const opened = ['/a/notes.txt', '/b/compose.yaml', '/a/compose.yaml'].map((path) => project.open(path))
  letGo()
  await Promise.all(opened)
  expect([project.document.path.value, project.document.text.value]).toEqual([
    '/a/compose.yaml',
    'text of /a/compose.yaml',
  ])
  expect(project.compose.path.value).toBe('/a/compose.yaml')
})

test('OpenProject opens the next file after one that cannot be opened', async () => {
  const { project } = await openProject(['/a/compose.yaml'])
  const lost = project.open('/a/lost.txt')
  await expect(lost).rejects.toMatchObject({ code: 'ENOENT' })
  await project.open('/a/compose.yaml')
  expect(project.document.path.value).toBe('/a/compose.yaml')
})

test('OpenProject does not go back to a file that changed while another one is being opened', async () => {
  const { project, held, files } = await openProject(['/a/compose.yaml', '/b/compose.yaml'])
  await project.open('/a/compose.yaml')
  await files.write('/a/compose.yaml', new TextEncoder().encode('changed'))
  let letGo = () => {}
  held.set('/a/compose.yaml', new Promise((resolve) => (letGo = resolve)))
  const caughtUp = project.catchUp()
  const opened = project.open('/b/compose.yaml')
  letGo()
  await Promise.all([caughtUp, opened])
  expect(project.document.path.value).toBe('/b/compose.yaml')
})
