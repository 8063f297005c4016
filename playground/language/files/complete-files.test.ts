import { describe, expect, test } from 'vitest'
import type { CompletionList } from '../index.ts'
import { completeDescriptor, completeInput } from './index.ts'

/** Asks where the `|` of a text stands. */
function at(written: string, complete: (text: string, offset: number) => CompletionList): CompletionList {
  const offset = written.indexOf('|')
  return complete(written.slice(0, offset) + written.slice(offset + 1), offset)
}

describe('completeDescriptor()', () => {
  const labels = (written: string) => at(written, completeDescriptor).items.map(({ label }) => label)

  test('offers the keys of the table that are not there yet', () => {
    expect(labels('id = "x"\nk|')).toEqual(['kind'])
    expect(labels('[inputs.a]\nsummary = "x"\n|\n[outputs.b]\nrequired = 1')).toEqual(
      expect.arrayContaining(['schema', 'required']),
    )
    expect(labels('[inputs.a]\nsummary = "x"\n|')).not.toContain('summary')
  })

  test('offers tables, those of the author with a name to fill in', () => {
    const { items } = at('[inp|]', completeDescriptor)
    expect(items).toEqual([
      { label: 'inputs', kind: 'key', insert: 'inputs.name', placeholders: [{ start: 7, end: 11 }] },
    ])
    expect(labels('[|')).toContain('hints')
  })

  test('offers listed values, in quotes that are there already or not', () => {
    expect(at('kind = comp|', completeDescriptor).items).toEqual([
      { label: 'component', kind: 'value', insert: '"component"' },
    ])
    expect(at('kind = "comp|"', completeDescriptor).items.map(({ insert }) => insert)).toEqual(['component'])
    expect(labels('[hints]\nidempotent = |')).toEqual(['true', 'false'])
    expect(labels('version = |')).toEqual([])
  })
})

describe('completeInput()', () => {
  const declared = {
    inputs: ['name', 'mode'],
    inputSchema: { type: 'object', properties: { mode: { enum: ['fast', 'slow'] } } },
  }
  const inserts = (written: string) =>
    at(written, (text, offset) => completeInput(text, offset, declared)).items.map(({ insert }) => insert)

  test('offers declared names that are not given yet', () => {
    expect(inserts('{ | }')).toEqual(['"name": ', '"mode": '])
    expect(inserts('{ "name": "Ada", "m|" }')).toEqual(['"mode": '])
    expect(inserts('{ "na|": 1 }')).toEqual(['"name"'])
  })

  test('offers values that the schema lists, and nothing further inside', () => {
    expect(inserts('{ "mode": | }')).toEqual(['"fast"', '"slow"'])
    expect(inserts('{ "mode": "sl|" }')).toEqual(['"slow"'])
    expect(inserts('{ "name": { | } }')).toEqual([])
  })
})
