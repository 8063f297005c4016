import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { integrityOf } from '../../../resolve/integrity.ts'
import type { Dict } from '../../../values.ts'
import { isolatedCall } from '../../testing/isolated-call.ts'
import { processPointer } from './process-pointer.ts'

const encoder = new TextEncoder()
const HEADER = '{"type":"manifest","schema":"lcod-manifest/list@1","id":"m","priority":4}'

/** Answers a download with the text for its URL, and a clone with the files for it. */
function setUp(files: Record<string, string>, remote: Record<string, string | Record<string, string>> = {}) {
  const host = createMemoryHost({ files })
  const asked: Dict[] = []
  const call = isolatedCall({
    host,
    signal: new AbortController().signal,
    ensureNotCancelled: () => {},
    resolvePath: (path) => joinPath(host.files.cwd, path),
    call: async (_id, input = {}) => {
      asked.push(input)
      const answer = remote[String(input['url'])]
      if (answer === undefined) throw new Error('no answer')
      const written = typeof answer === 'string' ? { [String(input['path'])]: answer } : answer
      for (const [name, text] of Object.entries(written)) {
        const path = typeof answer === 'string' ? name : `${input['dest']}/${name}`
        await host.files.write(path, encoder.encode(text), { createParents: true })
      }
      return typeof answer === 'string' ? {} : { commit: 'abc' }
    },
  })
  const downloadsRoot = `${host.files.cwd}/downloads`
  const process = (pointer: Dict) => processPointer(pointer, { call, id: 'x', downloadsRoot, defaultEntrypoint: {} })
  return { host, asked, process, cwd: host.files.cwd }
}

const file = (path: string, more: Dict = {}) => ({ id: 'p', entrypoint: { type: 'file', path }, baseDir: '.', ...more })
const https = (url: string, more: Dict = {}) => ({ id: 'p', entrypoint: { type: 'https', url }, ...more })

describe('processPointer()', () => {
  test('reads JSON lines', async () => {
    const lines = [
      HEADER,
      '{"type":"component","id":"a@1","compose":"c.yaml","version":"1","integrity":"i","artifact":{},"priority":2}',
      '{"type":"component"}',
      '{"type":"list","path":"more.jsonl","namespace":"n"}',
      '{"type":"list"}',
      '{"type":"odd"}',
      '{',
    ]
    const { process, cwd } = setUp({ 'in/list.jsonl': lines.join('\n') })
    const { entry, children, warnings } = await process(file('in/list.jsonl', { metadata: { k: 1 } }))
    expect(entry).toEqual({
      id: 'm',
      priority: 4,
      metadata: { k: 1 },
      lines: [
        {
          kind: 'component',
          id: 'a@1',
          registryId: 'm',
          version: '1',
          manifest: 'c.yaml',
          artifact: {},
          integrity: 'i',
          priority: 2,
        },
      ],
    })
    expect(children).toMatchObject([
      { id: 'm', entrypoint: { type: 'file', path: 'more.jsonl' }, baseDir: `${cwd}/in`, metadata: { namespace: 'n' } },
    ])
    expect(warnings).toHaveLength(4)
  })

  test('reads catalogues and lists of them', async () => {
    const catalogue = { id: 'c', components: [{ id: 'a', versions: [{ version: '1', manifest: 'm' }] }] }
    const { process } = setUp({
      'c.json': JSON.stringify({ schema: 'lcod-registry/catalogue@1', ...catalogue }),
      'l.json': JSON.stringify({
        schema: 'lcod-registry/catalogues@1',
        catalogues: [{ id: 'c', url: 'https://a' }, 1],
      }),
      'registry/far.json': JSON.stringify({ schema: 'other' }),
    })
    expect(await process(file('c.json'))).toMatchObject({ entry: { id: 'c', lines: [{ id: 'a' }] }, children: [] })
    expect(await process(file('l.json'))).toMatchObject({ entry: null, children: [{ id: 'c' }], warnings: [] })
    expect(await process(file('./far.json'))).toMatchObject({ warnings: [expect.stringContaining('"other"')] })
  })

  test('reads paths of a downloaded list as URLs, and never as files', async () => {
    const lines = [HEADER, '{"type":"list","path":"../b.jsonl"}', '{"type":"list","path":"file:///etc/passwd"}']
    const { process, asked } = setUp({}, { 'https://a.test/in/l.jsonl': lines.join('\n') })
    const { children, warnings } = await process(https('https://a.test/in/l.jsonl', { checksum: null }))
    expect(children).toMatchObject([{ entrypoint: { type: 'https', url: 'https://a.test/b.jsonl' } }])
    expect(warnings).toEqual([expect.stringContaining('file:///etc/passwd')])
    expect(asked[0]?.['path']).toMatch(/\/downloads\/http\/[0-9a-f]{64}\.json$/)
  })

  test('keeps a cloned list in its clone', async () => {
    const { process, asked } = setUp({ secret: HEADER }, { 'https://g.test': { 'in/l.jsonl': HEADER } })
    const entrypoint = { type: 'git', url: 'https://g.test', ref: 'main', subpath: 'in', path: 'l.jsonl' }
    const { entry, commit } = await process({ id: 'p', entrypoint })
    expect(entry).toMatchObject({ id: 'm' })
    expect(commit).toBe('abc')
    expect(asked[0]).toMatchObject({ ref: 'main', subdir: 'in' })
    const dest = String(asked[0]?.['dest'])
    expect((await process(file('../l.jsonl', { catalogueBaseDir: `${dest}/in/x` }))).entry).toMatchObject({ id: 'm' })
    const escaped = await process(file('../../../../secret', { catalogueBaseDir: `${dest}/in` }))
    expect(escaped).toMatchObject({ entry: null, warnings: [expect.stringContaining('leaves the place')] })
    const outside = { ...entrypoint, path: '../../../../secret' }
    expect(await process({ id: 'p', entrypoint: outside })).toMatchObject({ entry: null })
  })

  test('clones a commit once', async () => {
    const commit = '0'.repeat(40)
    const { process, asked } = setUp({}, { 'https://g.test': { 'l.jsonl': HEADER } })
    const pointer = { id: 'p', entrypoint: { type: 'git', url: 'https://g.test', commit, path: 'l.jsonl' } }
    await process(pointer)
    expect(await process(pointer)).toMatchObject({ commit })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ ref: commit })
  })

  test('takes nothing from a list that is not as promised', async () => {
    const { process } = setUp({ 'l.jsonl': HEADER })
    const checksum = integrityOf(encoder.encode(HEADER))
    expect(await process(file('l.jsonl', { checksum }))).toMatchObject({ entry: { id: 'm' }, warnings: [] })
    const wrong = await process(file('l.jsonl', { checksum: integrityOf(encoder.encode('other')) }))
    expect(wrong).toMatchObject({ entry: null, children: [], warnings: [expect.stringContaining('promised')] })
  })

  test.each([
    [file('gone'), /^Failed to load catalogue for p: /],
    [https('https://gone.test'), /^Failed to load catalogue for p: no answer$/],
    [{ entrypoint: { type: 'ftp' } }, /catalogue: The type "ftp"/],
    [{ entrypoint: {} }, /names no url/],
    [file('empty'), /does not begin with a manifest line/],
  ])('gives a warning alone for %j', async (pointer, warning) => {
    const { process } = setUp({ empty: '' })
    expect(await process(pointer)).toMatchObject({
      entry: null,
      children: [],
      warnings: [expect.stringMatching(warning)],
    })
  })
})
