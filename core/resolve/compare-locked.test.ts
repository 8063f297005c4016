import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import type { Dict } from '../values.ts'
import { compareLocked } from './compare-locked.ts'
import type { LockedComponent } from './lock-file.ts'
import type { ResolvedComponent } from './resolve-project.ts'
import { SourceFetcher } from './source-fetcher.ts'

const ID = 'lcod://demo/a@1.0.0'
const FOLDER = '/cache/git/abc/a'

/** Compares a lock's entry with what was resolved, and says what was told. */
async function compare(before: Partial<LockedComponent>, now: Partial<ResolvedComponent>) {
  const host = createMemoryHost({ files: { [`${FOLDER}/lcp.toml`]: 'x' } })
  const fetcher = new SourceFetcher({ host, project: '/app', cacheRoot: '/cache' })
  const source = now.source ?? {}
  const entry = { id: ID, integrity: 'd', composeIntegrity: 'c', source, bindings: [], dependencies: [], ...before }
  const component: ResolvedComponent = {
    id: ID,
    folder: FOLDER,
    descriptorPath: `${FOLDER}/lcp.toml`,
    descriptor: new Uint8Array(),
    composePath: `${FOLDER}/compose.yaml`,
    hasFolder: true,
    table: {},
    dependencies: [],
    integrity: 'd',
    composeIntegrity: 'c',
    source,
    ...now,
  }
  const warnings: string[] = []
  const done = compareLocked({ components: [entry], isOwn: true }, [component], {
    fetcher,
    warn: (warning) => warnings.push(warning),
  })
  const error = await done.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { error, warnings, isKept: (await host.files.info(FOLDER)) !== null }
}

const commit: Dict = { type: 'git', url: 'https://a.test/r', commit: 'f'.repeat(40) }
const web: Dict = { type: 'http', url: 'https://a.test/lcp.toml?token=s' }

describe('compareLocked()', () => {
  test.each([
    ['lcp.toml', { integrity: 'other' }],
    ['compose.yaml', { composeIntegrity: 'other' }],
    ['x.js', { lockedFiles: { 'x.js': 'other' } }],
    ['y.js', { lockedFiles: { 'x.js': 'x', 'y.js': 'new' } }],
  ])('refuses another %s of one commit, and throws the clone out', async (name, now) => {
    const { error, isKept } = await compare(
      { files: { 'x.js': 'x' } },
      { lockedFiles: { 'x.js': 'x' }, source: commit, ...now },
    )
    expect(error).toMatchObject({ code: 'integrity_mismatch', data: { file: `${FOLDER}/${name}` } })
    expect(isKept).toBe(false)
  })

  test('warns of a server that changed a version, without its secrets', async () => {
    const { error, warnings } = await compare({}, { source: web, integrity: 'other' })
    expect(error).toBeUndefined()
    expect(warnings).toEqual([
      `${ID} has another lcp.toml than was locked, under the same version: https://a.test/lcp.toml has changed it`,
    ])
  })

  test.each([
    ['a folder', {}, { source: { type: 'path', path: '../a' }, integrity: 'other' }],
    ['another commit', { source: { ...commit, commit: 'e'.repeat(40) } }, { source: commit, integrity: 'other' }],
    ['a lock without digests of files', {}, { source: commit, lockedFiles: { 'x.js': 'x' } }],
    ['the same content', { files: { 'x.js': 'x' } }, { source: commit, lockedFiles: { 'x.js': 'x' } }],
    ['another version', { id: 'lcod://demo/a@0.9.0' }, { source: commit, integrity: 'other' }],
  ])('has nothing to say of %s', async (_, before, now) => {
    expect(await compare(before, now)).toEqual({ error: undefined, warnings: [], isKept: true })
  })
})
