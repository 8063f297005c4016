import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { stringSplit } from './split.ts'

test.each([
  [{ text: 'a.b', separator: '.' }, ['a', 'b']],
  [{ text: '', separator: ',' }, ['']],
  [{ text: 'ab', separator: ',' }, ['ab']],
  [{ text: 'a,,b', separator: ',' }, ['a', '', 'b']],
  [{ text: 'a,b,c', separator: ',', limit: 2 }, ['a', 'b']],
  [{ text: ',,a', separator: ',', limit: 2, removeEmpty: true }, []],
  [{ text: ' a , ', separator: ',', trim: true, removeEmpty: true }, ['a']],
  [{ text: ' , a', separator: ',', removeEmpty: true }, [' ', ' a']],
  [{ text: 'a,b', separator: ',', limit: 2 ** 32 }, ['a', 'b']],
  [{ text: 'x🙂y', separator: '🙂' }, ['x', 'y']],
])('stringSplit() of %j', (input, segments) => {
  expect(runPure(stringSplit, input)).toEqual({ segments })
})

test('stringSplit() refuses what it cannot split', () => {
  expect(() => runPure(stringSplit, { separator: ',' })).toThrow('text must be a string')
  expect(() => runPure(stringSplit, { text: 'a', separator: '' })).toThrow('separator must be a non-empty string')
  expect(() => runPure(stringSplit, { text: 'a', separator: ',', limit: 0 })).toThrow(
    'limit must be an integer of at least 1',
  )
})
