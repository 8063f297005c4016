import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { axiomJsonParse } from './json-parse.ts'

test('axiomJsonParse() gives the value', () => {
  expect(runPure(axiomJsonParse, { text: 'null' })).toEqual({ value: null })
})

test('axiomJsonParse() throws where the text goes wrong', () => {
  expect(() => runPure(axiomJsonParse, { text: '[1,' })).toThrow(
    expect.objectContaining({ code: 'parse_failed', data: { format: 'json', line: 1, column: 4 } }),
  )
  expect(() => runPure(axiomJsonParse)).toThrow('text must be a string')
})
