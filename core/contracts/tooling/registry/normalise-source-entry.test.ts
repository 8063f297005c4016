import { expect, test } from 'vitest'
import { normaliseSourceEntry } from './normalise-source-entry.ts'

test('normaliseSourceEntry() keeps the fields that count, trimmed', () => {
  const source = {
    id: ' main ',
    path: ' registry ',
    priority: -2.7,
    defaults: { a: 1 },
    registryPath: ' r ',
    packagesPath: 'p',
    other: true,
  }
  expect(normaliseSourceEntry(source)).toEqual({
    entry: {
      id: 'main',
      type: 'path',
      path: 'registry',
      priority: -2,
      defaults: { a: 1 },
      registryPath: 'r',
      packagesPath: 'p',
    },
    warning: null,
  })
})

test('normaliseSourceEntry() leaves fields of the wrong type out', () => {
  const source = { id: 'a', path: 'p', type: 3, priority: '1', defaults: [], registryPath: ' ', packagesPath: 4 }
  expect(normaliseSourceEntry(source).entry).toEqual({ id: 'a', type: 'path', path: 'p' })
})

test.each([
  [
    { id: 'a', type: 'jsonl', path: 'x.jsonl', jsonl: '{}' },
    { id: 'a', type: 'jsonl', path: 'x.jsonl' },
  ],
  [
    { id: 'a', type: 'jsonl', jsonl: '{}\n' },
    { id: 'a', type: 'jsonl', jsonl: '{}\n' },
  ],
  [
    { id: 'a', type: 'inline', lines: [{ b: 1 }, 'x', null] },
    { id: 'a', type: 'inline', lines: [{ b: 1 }] },
  ],
  [
    { id: 'a', type: 'inline', lines: [{}], jsonl: '{}' },
    { id: 'a', type: 'inline', lines: [{}], jsonl: '{}' },
  ],
])('normaliseSourceEntry() of %j', (source, entry) => {
  expect(normaliseSourceEntry(source)).toEqual({ entry, warning: null })
})

test.each([
  [{}, 'registry source entry is missing an id'],
  [{ id: '  ', path: 'p' }, 'registry source entry is missing an id'],
  [{ id: 'a' }, 'registry source "a" (type=path) is missing "path"'],
  [
    { id: 'a', type: 'jsonl', jsonl: ' ' },
    'registry source "a" (type=jsonl) is missing "path" or inline "jsonl" content',
  ],
  [{ id: 'a', type: 'inline', lines: ['x'] }, 'registry source "a" (type=inline) is missing "lines" entries'],
  [{ id: 'a', type: 'ftp' }, 'registry source "a" has unsupported type "ftp"'],
])('normaliseSourceEntry() drops %j', (source, warning) => {
  expect(normaliseSourceEntry(source)).toEqual({ entry: null, warning })
})
