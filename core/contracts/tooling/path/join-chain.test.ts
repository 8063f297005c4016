import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { pathJoinChain } from './join-chain.ts'

test.each([
  [{ base: 'a', segments: ['b', 'c'] }, 'a/b/c'],
  [{ base: '/a', segments: ['..', 'b'] }, '/b'],
  [{ base: 'a', segments: [null, '', 1] }, 'a/1'],
  [{ base: 'a', segments: ['/b', 'c'] }, '/b/c'],
  [{ segments: ['..', 'b'] }, '../b'],
  [{ base: 'a', segments: ['..'] }, '.'],
  [{ base: '', segments: [null] }, ''],
  [{}, ''],
])('pathJoinChain() of %j', (input, path) => {
  expect(runPure(pathJoinChain, input)).toEqual({ path })
})

test('pathJoinChain() refuses segments that are no text', () => {
  expect(() => runPure(pathJoinChain, { segments: [true] })).toThrow('segments must hold strings and numbers')
})
