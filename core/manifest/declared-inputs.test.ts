import { expect, test } from 'vitest'
import { declaredInputs } from './declared-inputs.ts'

test('declaredInputs() tells of each input how it is asked for', () => {
  const manifest = `
[inputs.who]
summary = "Whom to greet"
required = true
schema = '{"type":"string","default":"you"}'
[inputs.times]
schema = '{"type":"integer"}'
[inputs.loud]
schema = '{"type":"boolean"}'
[inputs.size]
schema = '{"enum":["small","large"]}'
[inputs.maybe]
schema = '{"type":["string","null"]}'
[inputs.either]
schema = '{"type":["string","number"]}'
[inputs.rest]
[inputs.broken]
schema = '{'
`
  expect(declaredInputs(manifest)).toEqual([
    { name: 'who', summary: 'Whom to greet', required: true, kind: 'text', choices: [], fallback: 'you' },
    { name: 'times', summary: '', required: false, kind: 'number', choices: [] },
    { name: 'loud', summary: '', required: false, kind: 'choice', choices: [true, false] },
    { name: 'size', summary: '', required: false, kind: 'choice', choices: ['small', 'large'] },
    { name: 'maybe', summary: '', required: false, kind: 'text', choices: [] },
    { name: 'either', summary: '', required: false, kind: 'json', choices: [] },
    { name: 'rest', summary: '', required: false, kind: 'json', choices: [] },
    { name: 'broken', summary: '', required: false, kind: 'json', choices: [] },
  ])
})

test('declaredInputs() is empty for what cannot be read', () => {
  expect(declaredInputs('[inputs')).toEqual([])
  expect(declaredInputs('inputs = 1')).toEqual([])
})
