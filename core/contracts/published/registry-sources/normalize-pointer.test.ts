import { describe, expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { normalizePointer, registrySourcesNormalizePointer } from './normalize-pointer.ts'

const context = { sourcesBaseDir: '/s', defaultEntrypoint: {} }

describe('normalizePointer()', () => {
  test('takes flat members and both spellings of HTTP', () => {
    const { pointer } = normalizePointer({ id: 'a', kind: 'HTTP', url: 'u', headers: { x: '1' }, ref: 'r' }, context)
    expect(pointer).toMatchObject({
      id: 'a',
      baseDir: '/s',
      entrypoint: { type: 'https', url: 'u', headers: { x: '1' } },
    })
    expect(pointer?.['entrypoint']).not.toHaveProperty('ref')
  })

  test('takes the commit of a repository', () => {
    const entrypoint = { type: 'git', url: 'u', commit: 'c', path: 'p', method: 'POST' }
    expect(normalizePointer({ entrypoint }, context).pointer).toMatchObject({
      id: 'catalogue',
      commit: 'c',
      entrypoint: { type: 'git', url: 'u', commit: 'c', path: 'p' },
    })
  })

  test('inherits what belongs to more than one file', () => {
    const inherited = {
      id: 'up',
      priority: 5,
      checksum: 'c',
      commit: 'd',
      metadata: { m: 1 },
      baseDir: '/up',
      entrypoint: { type: 'git', url: 'g', headers: { authorization: 'x' } },
    }
    expect(normalizePointer({ entrypoint: { path: 'p' } }, { ...context, inherited }).pointer).toMatchObject({
      id: 'up',
      priority: 5,
      checksum: null,
      commit: null,
      metadata: { m: 1 },
      baseDir: '/up',
      entrypoint: { type: 'git', url: 'g', path: 'p' },
    })
  })

  test('sends no header meant for one server to another', () => {
    const inherited = { entrypoint: { type: 'https', url: 'https://a.test', headers: { authorization: 'x' } } }
    const { pointer } = normalizePointer({ url: 'https://b.test' }, { ...context, inherited })
    expect(pointer?.['entrypoint']).toEqual({ type: 'https', url: 'https://b.test' })
  })

  test('falls back to the defaults of the document', () => {
    const defaults = { ...context, defaultEntrypoint: { type: 'file', path: 'p' }, basePriority: 3 }
    expect(normalizePointer({}, defaults).pointer).toMatchObject({ priority: 3, entrypoint: { path: 'p' } })
  })

  test.each([
    [{ id: 'a' }, 'The source "a" names no url'],
    [{ id: 'a', type: 'file' }, 'The source "a" names no path'],
    [{ id: 'a', type: 'git', path: 'p' }, 'The source "a" names no url'],
    [{ id: 'a', type: 'ftp' }, 'The source "a" has the unknown type "ftp"'],
  ])('refuses %j', (entry, warning) => {
    expect(normalizePointer(entry, context)).toEqual({ pointer: null, warnings: [warning] })
  })
})

test('registrySourcesNormalizePointer() takes whole priorities and nothing at all', () => {
  const entry = { type: 'file', path: 'p' }
  expect(runPure(registrySourcesNormalizePointer, { entry, basePriority: 2.5 })).toMatchObject({
    pointer: { priority: 2, baseDir: '.' },
  })
  expect(runPure(registrySourcesNormalizePointer)).toMatchObject({ pointer: null })
})
