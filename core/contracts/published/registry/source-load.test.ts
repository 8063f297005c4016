import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { registrySourceLoad } from './source-load.ts'

const files = {
  'reg/packages.jsonl': '{"kind":"component"}\n',
  'reg/registry.json': '{"registries":[{"id":"main","url":"u"},{"id":"other"}]}',
  'bad/packages.jsonl': '{}',
  'bad/registry.json': '[',
  'list.jsonl': '{"a":1}',
  'empty.jsonl': '',
}
const load = (sources: unknown, projectPath?: string) =>
  createMemoryCall({ files }).run(registrySourceLoad, { sources, projectPath })

test('registrySourceLoad() reads folders, files, texts and lines', async () => {
  expect(
    await load([
      { id: 'main', path: 'reg', priority: 1.5 },
      { id: 'given', path: 'reg', defaults: { url: 'd' } },
      { id: 'file', type: 'jsonl', path: 'list.jsonl', registryPath: 'reg/registry.json' },
      { id: 'text', type: 'jsonl', jsonl: '{}', path: 'gone' },
      { id: 'lines', type: 'inline', lines: [1, { kind: 'x' }], jsonl: '{}' },
      { type: 'inline', lines: [{}] },
      'text',
    ]),
  ).toEqual({
    sources: [
      { registryId: 'main', priority: 1, defaults: { id: 'main', url: 'u' }, jsonl: files['reg/packages.jsonl'] },
      { registryId: 'given', defaults: { url: 'd' }, jsonl: files['reg/packages.jsonl'] },
      { registryId: 'file', jsonl: '{"a":1}' },
      { registryId: 'text', jsonl: '{}' },
      { registryId: 'lines', jsonl: '{}', lines: [{ kind: 'x' }] },
    ],
    warnings: [],
  })
})

test('registrySourceLoad() starts at the project', async () => {
  const source = { id: 'a', type: 'jsonl', path: '../list.jsonl' }
  expect(await load([source], 'reg')).toEqual({ sources: [{ registryId: 'a', jsonl: '{"a":1}' }], warnings: [] })
})

test.each([
  [{ id: 'a', path: 'gone' }, /packages\.jsonl cannot be read/],
  [{ id: 'a', type: 'jsonl', path: 'empty.jsonl' }, /empty\.jsonl is empty/],
  [{ id: 'a', type: 'jsonl' }, /"a" has neither "jsonl" nor "path"/],
  [{ id: 'a', type: 'inline', lines: [] }, /"a" has no "lines"/],
  [{ id: 'a', type: 'ftp' }, /"a" has the unknown type "ftp"/],
])('registrySourceLoad() leaves %j out with a warning', async (source, warning) => {
  const result = await load([source])
  expect(result).toEqual({ sources: [], warnings: [expect.stringMatching(warning)] })
})

test('registrySourceLoad() keeps a source whose description is broken', async () => {
  expect(await load([{ id: 'a', path: 'bad' }])).toEqual({
    sources: [{ registryId: 'a', jsonl: '{}' }],
    warnings: [expect.stringMatching(/registry\.json is no JSON/)],
  })
})

test.each([undefined, null, {}])('registrySourceLoad() of %j is empty', async (sources) => {
  expect(await load(sources)).toEqual({ sources: [], warnings: [] })
})
