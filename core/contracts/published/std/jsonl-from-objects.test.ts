import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { jsonlFromObjects } from './jsonl-from-objects.ts'

test('jsonlFromObjects() writes one line for each object, with a newline inside a text escaped', () => {
  const items = [{ a: 'one\ntwo' }, null, 'text', [1], { b: { c: null } }]
  expect(runPure(jsonlFromObjects, { items })).toEqual({ text: '{"a":"one\\ntwo"}\n{"b":{"c":null}}\n' })
})

test('jsonlFromObjects() of nothing is an empty text', () => {
  expect(runPure(jsonlFromObjects)).toEqual({ text: '' })
})
