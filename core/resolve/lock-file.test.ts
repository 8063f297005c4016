import { expect, test } from 'vitest'
import { readLock } from './lock-file.ts'

const lock = (components: string) => readLock(`schemaVersion = "1.0"\n${components}`, 'lcp.lock')

test('readLock() takes a root without source for what lies beside the lock', () => {
  const nested = '[[components.dependencies]]\nid = "lcod://a/dep@1"\nsource = { type = "registry", reference = "r" }\n'
  expect(lock(`[[components]]\nid = "lcod://a/root@1.0.0"\n${nested}`).components).toMatchObject([
    { id: 'lcod://a/root@1.0.0', source: { type: 'path', path: '.' } },
    { id: 'lcod://a/dep@1', source: { type: 'registry', reference: 'r' } },
  ])
})

test('readLock() refuses a component other than the root without source', () => {
  const text = '[[components]]\nid = "lcod://a/root@1.0.0"\n[[components]]\nid = "lcod://a/dep@1.0.0"\n'
  expect(() => lock(text)).toThrow(
    expect.objectContaining({ code: 'lock_invalid', message: 'lcp.lock has no source for lcod://a/dep@1.0.0' }),
  )
})

test('readLock() says where a lock stops being TOML', () => {
  expect(() => lock('[[components]]\nid =\n')).toThrow(
    expect.objectContaining({
      code: 'lock_invalid',
      message: 'lcp.lock is not valid TOML: invalid value (line 3, column 5)',
      data: { file: 'lcp.lock', line: 3, column: 5 },
    }),
  )
})

test.each([
  ['bindings = [{ contract = { toString = false } }]', 'has a binding of lcod://a/root@1.0.0'],
  ['dependencies = [{ resolved = { toString = false } }]', 'has a dependency of lcod://a/root@1.0.0 without an id'],
  ['dependencies = [{}]', 'has a dependency of lcod://a/root@1.0.0 without an id'],
])('readLock() refuses a component with %s', (line, why) => {
  expect(() => lock(`[[components]]\nid = "lcod://a/root@1.0.0"\n${line}\n`)).toThrow(
    expect.objectContaining({ code: 'lock_invalid', message: expect.stringContaining(why) }),
  )
})

test('readLock() refuses tables that are nested too deep', () => {
  expect(() => lock(`a${'.a'.repeat(20_000)} = 1\n`)).toThrow(expect.objectContaining({ code: 'lock_invalid' }))
})
