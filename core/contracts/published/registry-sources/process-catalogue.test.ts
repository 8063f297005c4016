import { expect, test } from 'vitest'
import type { Dict } from '../../../values.ts'
import { processCatalogue } from './process-catalogue.ts'

const components = [{ id: 'lcod://a/b', priority: 8, versions: [{ version: '1.0.0', manifest: './m.json' }] }]
const process = (catalogue: Dict, pointer: Dict = {}) =>
  processCatalogue({ id: 'c', components, ...catalogue }, { pointer, baseDir: '/base' })

test.each([
  [{ type: 'https', url: 'https://a.test/r/', path: '/p' }, {}, { type: 'http', url: 'https://a.test/r/p/' }],
  [{ type: 'file' }, {}, { type: 'file', url: 'file:///base/' }],
  [{ type: 'file', url: 'file:///x', path: '/y' }, {}, { type: 'file', url: 'file:///x/y/' }],
  [{ type: 'file', url: 'sub/../..' }, {}, { type: 'file', url: 'file:///' }],
  [
    { type: 'git', url: 'https://github.com/o/r.git', path: 'p' },
    { commit: 'c' },
    { type: 'http', url: 'https://raw.githubusercontent.com/o/r/c/p/' },
  ],
  [
    { type: 'file', url: '/etc' },
    { entrypoint: { type: 'https', url: 'https://l.test/in/list.json' } },
    { type: 'http', url: 'https://l.test/in/' },
  ],
])('processCatalogue() finds the manifests of the origin %j', (origin, pointer, defaults) => {
  expect(process({ origin }, pointer).entry).toMatchObject({ defaults: { id: 'c', ...defaults } })
})

test('processCatalogue() without a usable origin has no defaults', () => {
  expect(process({ origin: { type: 'git', url: 'https://a.test/r' } }).entry).toMatchObject({ defaults: null })
})

test('processCatalogue() takes the nearest priority', () => {
  const versions = [
    { version: '1', manifest: 'm', priority: 1, sha256: 's', artifact: { url: 'u' } },
    { version: '2', manifest: 'm' },
  ]
  const { entry } = process({ priority: 9, components: [{ id: 'x', versions }, ...components] })
  expect(entry).toMatchObject({
    priority: 9,
    lines: [{ priority: 1, sha256: 's', artifact: { url: 'u' } }, { priority: 9 }, { priority: 8, manifest: 'm.json' }],
  })
})

test('processCatalogue() warns of what it leaves out', () => {
  expect(process({ components: [{}, { id: 'x', versions: [{ version: '1' }, 5] }] })).toEqual({
    entry: null,
    warnings: [
      'The catalogue "c" has a component without id',
      'The catalogue "c" has a version of x without manifest',
      'The catalogue "c" lists no version',
    ],
  })
})
