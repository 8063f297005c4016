import { expect, test } from 'vitest'
import { pathParts } from './path-parts.ts'

test('pathParts() keeps what says something', () => {
  expect(pathParts(['a', null, '', undefined, 0, '..'], 'segments')).toEqual(['a', '0', '..'])
})

test('pathParts() refuses what is no part of a path', () => {
  expect(() => pathParts(['a', {}], 'segments')).toThrow('segments must hold strings and numbers, found an object')
})
