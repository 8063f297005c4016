import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { buildInlineEntry } from './build-inline-entry.ts'
import { mergeInlineEntries } from './merge-inline-entries.ts'
import { registrySourcesPartitionNormalized } from './partition-normalized.ts'

test.each([[undefined], [{}], [{ id: 'a' }], [{ id: 'a', lines: [] }], [{ lines: [1] }]])(
  'buildInlineEntry() of %j is null',
  (entry) => {
    expect(buildInlineEntry(entry, {})).toBeNull()
  },
)

test('buildInlineEntry() prefers the metadata of the entry', () => {
  const entry = { id: 'a', lines: [1], priority: 2.9, defaults: { url: 'u' }, metadata: { m: 1 } }
  expect(buildInlineEntry(entry, { metadata: { m: 2 } })).toEqual({
    id: 'a',
    type: 'inline',
    lines: [1],
    priority: 2,
    defaults: { url: 'u' },
    metadata: { m: 1 },
  })
})

test('mergeInlineEntries() joins what has one id and changes no input', () => {
  const first = { id: 'a', lines: [1] }
  const merged = mergeInlineEntries([
    first,
    { id: 'b', lines: [2], priority: 1 },
    { id: 'a', lines: [3], priority: 4, defaults: { url: 'u' } },
    { id: 'a', lines: [5], priority: 6, defaults: { url: 'v' }, metadata: {} },
    null,
    { id: 'a' },
  ])
  expect(merged).toEqual([
    { id: 'a', type: 'inline', lines: [1, 3, 5], priority: 4, defaults: { url: 'u' }, metadata: {} },
    { id: 'b', type: 'inline', lines: [2], priority: 1 },
  ])
  expect(first.lines).toEqual([1])
})

test('registrySourcesPartitionNormalized() takes a warning that is a text', () => {
  const entries = [1, { warnings: 'w' }, { pointer: { id: 'a' }, warnings: ['', 'v'] }]
  expect(runPure(registrySourcesPartitionNormalized, { entries })).toEqual({
    pointers: [{ id: 'a' }],
    warnings: ['w', 'v'],
  })
})
