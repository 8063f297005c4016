import { expect, test } from 'vitest'
import { isInputPair, readInputObject, readInputPairs } from './input-values.ts'

test.each([
  ['n=7', 7],
  ['n=-0.5', -0.5],
  ['n=007', '007'],
  ['n=1e3', '1e3'],
  ['n=12345678901234567890', '12345678901234567890'],
  ['n=NaN', 'NaN'],
  ['n=', ''],
  ['n=true', true],
  ['n=null', null],
  ['n=True', 'True'],
  ['n= spaced ', ' spaced '],
  ['n={"a":1}', '{"a":1}'],
  ['n=json:{"a":1}', { a: 1 }],
  ['n:=[1,"2"]', [1, '2']],
  ['n:="7"', '7'],
  ['n=a=b', 'a=b'],
])('readInputPairs() reads %s', (word, expected) => {
  expect(readInputPairs([word])).toEqual({ n: expected })
})

test('readInputPairs() keeps the last of two values and takes __proto__ as data', () => {
  expect(readInputPairs(['a=1', 'a=2'])).toEqual({ a: 2 })
  const input = readInputPairs(['__proto__:={"x":1}'])
  expect(Object.keys(input)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(input)).toBe(Object.prototype)
})

test('readInputPairs() refuses broken JSON and empty names', () => {
  expect(() => readInputPairs(['a:={'])).toThrow('The value of a is not JSON')
  expect(() => readInputPairs([':=1'])).toThrow('has no input name')
})

test('readInputObject() takes objects only; blank is empty', () => {
  expect(readInputObject(' \n', 'stdin')).toEqual({})
  expect(readInputObject('{"a":1}', 'stdin')).toEqual({ a: 1 })
  expect(readInputObject('\uFEFF{"a":1}', 'in.json')).toEqual({ a: 1 })
  expect(() => readInputObject('[1]', 'in.json')).toThrow('The input from in.json must be a JSON object')
})

test('isInputPair() leaves paths and URLs alone', () => {
  expect(isInputPair('a=b')).toBe(true)
  expect(isInputPair('a:=1')).toBe(true)
  expect(isInputPair('https://host/x?a=b')).toBe(false)
  expect(isInputPair('./dir=x/compose.yaml')).toBe(false)
  expect(isInputPair('compose.yaml')).toBe(false)
})
