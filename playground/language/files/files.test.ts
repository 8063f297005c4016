import { describe, expect, test } from 'vitest'
import { createPortableSchemas } from '../../../adapters/schemas/cfworker.ts'
import type { Diagnostic } from '../index.ts'
import { checkDescriptor, checkInput } from './index.ts'

const schemas = createPortableSchemas()

function shown(text: string, found: readonly Diagnostic[]): string[] {
  return found.map(({ severity, code, range }) => {
    return `${severity} ${code} at ${JSON.stringify(text.slice(range.start, range.end))}`
  })
}

describe('checkDescriptor()', () => {
  const descriptor = (text: string) => shown(text, checkDescriptor('/a/lcp.toml', text, { schemas }))

  test('points at broken TOML', () => {
    expect(descriptor('id = "a\n')).toEqual([expect.stringMatching(/^error invalid_manifest at/)])
  })

  test('tells in the order of the text what contradicts itself and what means nothing', () => {
    const text = `schemaVersion = "2.0"
id = "lcod://demo/greet@0.1.0"
version = "0.2.0"
kind = "component"
sumary = "Greets"

[inputs.who]
schema = '{ "type": '
`
    expect(descriptor(text)).toEqual([
      'warning manifest_shape at "s"',
      'error manifest_version at "version = \\"0.2.0\\""',
      'warning manifest_unknown_key at "sumary = \\"Greets\\""',
      'warning manifest_shape at "[inputs.who]"',
      expect.stringContaining('error manifest_schema at "schema'),
    ])
  })
})

describe('checkInput()', () => {
  const declared = {
    inputs: ['name', 'count'],
    inputSchema: { type: 'object', properties: { count: { type: 'integer' } }, required: ['name'] },
  }
  const input = (text: string, given: typeof declared | undefined = declared) =>
    shown(text, checkInput('/a/input.json', text, { schemas, declared: given }))

  test('points at what is no JSON', () => {
    expect(input('{ "name": }')).toEqual(['error json_syntax at "}"'])
  })

  test('names unknown, missing and ill-typed inputs', () => {
    const text = '{ "nmae": "Ada", "count": "two" }'
    expect(input(text)).toEqual([
      'warning missing_input at "{"',
      'warning unknown_input at "\\"nmae\\""',
      'warning invalid_value at "\\"two\\""',
    ])
    const [, unknown] = checkInput('/a/input.json', text, { schemas, declared })
    expect(unknown?.suggestion).toBe('name')
  })

  test('wants an object where inputs are declared', () => {
    expect(input('[1]')).toEqual(['error invalid_value at "[1]"'])
  })

  test('has nothing to say of other JSON, nor where no names are declared', () => {
    expect(shown('[1]', checkInput('/a/data.json', '[1]', { schemas }))).toEqual([])
    expect(
      shown('{ "a": 1 }', checkInput('/a/input.json', '{ "a": 1 }', { schemas, declared: { inputs: [] } })),
    ).toEqual([])
  })
})
