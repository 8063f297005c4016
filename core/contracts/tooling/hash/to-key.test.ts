import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { hashToKey } from './to-key.ts'

test.each([
  [{ text: 'abc' }, 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
  [{ prefix: 'p-' }, 'p-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
  [{ text: null, prefix: null }, '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
])('hashToKey() of %j', (input, key) => {
  expect(runPure(hashToKey, input)).toEqual({ key })
})

test('hashToKey() refuses a number', () => {
  expect(() => runPure(hashToKey, { text: 1 })).toThrow('text must be a string')
})
