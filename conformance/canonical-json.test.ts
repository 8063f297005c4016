import { expect, it } from 'vitest'
import { canonicalJson, hashValue } from './canonical-json.ts'

it('canonicalJson() sorts keys at every depth and leaves absent ones out', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, ä: 'x"' })).toBe('{"b":[{"c":null,"d":1}],"ä":"x\\""}')
})

it('hashValue() depends on the value alone', () => {
  expect(hashValue({ a: 1, b: 2 })).toBe(hashValue({ b: 2, a: 1 }))
  expect(hashValue({ a: 1 })).not.toBe(hashValue({ a: '1' }))
  expect(hashValue('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25')
})
