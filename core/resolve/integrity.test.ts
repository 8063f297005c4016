import { expect, test } from 'vitest'
import { integrityOf, normaliseIntegrity, verifyIntegrity } from './integrity.ts'

const bytes = new TextEncoder().encode('abc')
const HEX = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('integrityOf() is the digest in hexadecimal digits', () => {
  expect(integrityOf(bytes)).toBe(`sha256-${HEX}`)
})

test.each([`sha256-${HEX}`, HEX, HEX.toUpperCase(), 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='])(
  'verifyIntegrity() takes %s',
  (written) => {
    expect(() => verifyIntegrity(bytes, written, 'a')).not.toThrow()
  },
)

test('verifyIntegrity() names the file that has changed', () => {
  expect(() => verifyIntegrity(bytes, `sha256-${'0'.repeat(64)}`, 'a.toml')).toThrow(
    expect.objectContaining({ code: 'integrity_mismatch', data: expect.objectContaining({ file: 'a.toml' }) }),
  )
})

test.each(['sha1-a9993e364706816aba3e25717850c26c9cd0d89d', 'md5-x', 'sha256-', 'sha256-abc', ''])(
  'normaliseIntegrity() refuses %j',
  (written) => {
    expect(() => normaliseIntegrity(written, 'a')).toThrow(expect.objectContaining({ code: 'integrity_unsupported' }))
  },
)
