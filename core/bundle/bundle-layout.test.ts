import { expect, test } from 'vitest'
import { assetPlace, moduleFolder } from './bundle-layout.ts'

test('moduleFolder() encodes an id like a part of a URL', () => {
  expect(moduleFolder('lcod://a/b/../c@1.0.0')).toBe('lcod_modules/lcod%3A%2F%2Fa%2Fb%2F..%2Fc%401.0.0')
})

test.each([[''], ['.'], ['..'], ['.git'], ['a.'], ['a*'], ['\uD800']])('moduleFolder() refuses %j', (id) => {
  expect(() => moduleFolder(id)).toThrow(expect.objectContaining({ code: 'bundle_invalid' }))
})

test('assetPlace() keeps what is in the assets of the project where it is', () => {
  expect(['a.txt', 'b/a.txt', 'assets/a.txt'].map(assetPlace)).toEqual([
    'assets/a.txt',
    'assets/b/a.txt',
    'assets/a.txt',
  ])
})
