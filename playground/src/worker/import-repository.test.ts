import { expect, test } from 'vitest'
import type { ImportRequest } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import type { GitCloneRequest, GitPort, GitProgress } from '../../../core/host/git.ts'
import { importRepository } from './import-repository.ts'

const REQUEST: ImportRequest = { url: 'https://git.example/repo', dest: '/repo' }
const COMMIT = { commit: 'c'.repeat(40), ref: 'refs/heads/main' }

/** A remote with two files, and what it was asked for. */
function setup(clone?: (request: GitCloneRequest) => Promise<void>) {
  const files = createMemoryFiles({ cwd: '/', files: { '/tmp/.keep': '' } })
  const asked: GitCloneRequest[] = []
  const git: GitPort = {
    async clone(request) {
      asked.push(request)
      const write = (path: string) =>
        files.write(`${request.dest}/${path}`, new TextEncoder().encode(path), { createParents: true })
      for (const path of ['.git/HEAD', 'compose.yaml', 'deep/er/compose.yaml']) await write(path)
      await clone?.(request)
      return COMMIT
    },
  }
  const controller = new AbortController()
  const progress: GitProgress[] = []
  let time = 0
  const start = (request: ImportRequest) =>
    importRepository(
      request,
      { files, git, locks: undefined, now: () => time++ },
      { signal: controller.signal, onProgress: (one) => progress.push(one) },
    )
  const tree = () => [...files.snapshot().keys()].filter((path) => path !== '/tmp/.keep').sort()
  return { start, tree, asked, progress, controller, files }
}

test('importRepository() puts the newest files into the workspace, without the folder of Git', async () => {
  const { start, tree, asked } = setup()
  expect(await start(REQUEST)).toEqual(COMMIT)
  expect(tree()).toEqual(['/repo/compose.yaml', '/repo/deep/er/compose.yaml'])
  expect(asked[0]).toMatchObject({ url: REQUEST.url, depth: 1 })
  expect(asked[0]).not.toHaveProperty('ref')
})

test('importRepository() takes one folder of a ref alone', async () => {
  const { start, tree, asked } = setup()
  await start({ ...REQUEST, ref: 'v1', folder: 'deep/er' })
  expect(tree()).toEqual(['/repo/compose.yaml'])
  expect(asked[0]).toMatchObject({ ref: 'v1', subdir: 'deep/er' })
})

test('importRepository() leaves nothing when it is cancelled at the last moment', async () => {
  const { start, tree, controller } = setup(async () => controller.abort('enough'))
  await expect(start(REQUEST)).rejects.toMatchObject({ code: 'cancelled' })
  expect(tree()).toEqual([])
})

test('importRepository() replaces nothing that is there', async () => {
  const { start, tree, files } = setup()
  await files.write('/repo/mine.txt', new Uint8Array(1), { createParents: true })
  await expect(start(REQUEST)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(tree()).toEqual(['/repo/mine.txt'])
})

test('importRepository() tells each phase, and of one phase no more than can be followed', async () => {
  const { start, progress } = setup(async ({ onProgress }) => {
    for (let loaded = 0; loaded < 100; loaded++) onProgress?.({ phase: 'Receiving objects', loaded, total: 100 })
    onProgress?.({ phase: 'Writing files', loaded: 1 })
  })
  await start(REQUEST)
  expect(progress.map(({ phase }) => phase)).toEqual(['Receiving objects', 'Receiving objects', 'Writing files'])
})
