import { describe, expect, it, vi } from 'vitest'
import { KernelError } from '../../core/errors/kernel-error.ts'
import { createPortableSchemas } from './cfworker.ts'

const schemas = createPortableSchemas()

function failure(schema: unknown): KernelError {
  try {
    schemas.compile(schema)
  } catch (error) {
    if (error instanceof KernelError) return error
    throw error
  }
  throw new Error('The schema was taken')
}

describe('createPortableSchemas()', () => {
  it('gives an empty list for a value that fits', () => {
    expect(schemas.compile({ type: 'string' })('x')).toEqual([])
  })

  it('names path, keyword and message as Ajv does', () => {
    const check = schemas.compile({ properties: { list: { items: { type: 'number' } } }, required: ['name'] })
    expect(check({ list: [1, 'x'] })).toEqual([
      { path: '', keyword: 'required', message: "must have required property 'name'" },
      { path: '/list/1', keyword: 'type', message: 'must be number' },
    ])
  })

  it('tells of names that are no well-formed text, none in the place of another', () => {
    const check = schemas.compile({ additionalProperties: { type: 'string' } })
    expect(check({ '\ud800': 5 })).toEqual([{ path: '/\ufffd', keyword: 'type', message: 'must be string' }])
    for (const value of [
      { '\ufffd': 5, '\ud800': 'x' },
      { '\ud800': 'x', '\ufffd': 5 },
      { '\ud800': 5, '\ud801': 'x' },
    ]) {
      expect(check(value)).toHaveLength(1)
    }
  })

  it('refuses schemas and values that are nested without an end', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    const tooDeep = expect.objectContaining({ code: 'value_too_deep' })
    expect(() => schemas.compile({ type: 'object' })({ a: deep })).toThrow(tooDeep)
    expect(() => schemas.compile({ default: deep })).toThrow(tooDeep)
    let schema: object = {}
    for (let level = 0; level < 50_000; level++) schema = { not: schema }
    expect(() => schemas.compile(schema)).toThrow(tooDeep)
  })

  it('treats undefined as absent', () => {
    const check = schemas.compile({ properties: { a: { type: 'string' } }, additionalProperties: false })
    expect(check({ a: undefined, b: undefined })).toEqual([])
  })

  it('takes frozen schemas and leaves them as they are', () => {
    const schema = Object.freeze({ $ref: '#/$defs/a', $defs: Object.freeze({ a: Object.freeze({ type: 'string' }) }) })
    expect(schemas.compile(schema)('x')).toEqual([])
    expect(Object.getOwnPropertyNames(schema)).toEqual(['$ref', '$defs'])
  })

  it('takes the same schema twice', () => {
    const schema = { $id: 'https://example.com/a', type: 'string' }
    expect(schemas.compile(schema)(1)).toHaveLength(1)
    expect(schemas.compile(schema)('x')).toEqual([])
  })

  it.each([
    ['a string', 'type'],
    ['null', null],
    ['an unknown type', { type: 'text' }],
    ['a required that is no list', { required: 'a' }],
    ['a pattern that does not compile', { pattern: '(' }],
    ['a pattern key that does not compile', { patternProperties: { '(': {} } }],
    ['a nested schema that is none', { properties: { a: 1 } }],
    ['an empty anyOf', { anyOf: [] }],
    ['a negative length', { minLength: -1 }],
    ['a multipleOf of zero', { multipleOf: 0 }],
    ['items of an older draft', { items: [{}] }],
    ['a dynamic reference', { $dynamicRef: '#x' }],
    ['a reference to nothing', { $ref: '#/$defs/missing' }],
  ])('refuses %s with invalid_schema', (_, schema) => {
    expect(failure(schema).code).toBe('invalid_schema')
  })

  it('says where a nested schema is wrong', () => {
    expect(failure({ properties: { a: { minimum: '1' } } })).toMatchObject({
      message: 'Invalid JSON Schema: "/properties/a/minimum" must be a number, found a string',
      data: { path: '/properties/a/minimum' },
    })
  })

  it('never fetches another document', () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    expect(failure({ $ref: 'https://example.com/schema.json' }).code).toBe('invalid_schema')
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })

  it('ends a schema that refers to itself on the same value with invalid_schema', () => {
    const check = schemas.compile({ $ref: '#' })
    expect(() => check(1)).toThrow(expect.objectContaining({ code: 'invalid_schema' }))
  })

  it('reads own keys only, in data and in the schema', () => {
    const check = schemas.compile({ required: ['toString'], format: 'constructor' })
    expect(check({})).toHaveLength(1)
    expect(check(JSON.parse('{"toString":1,"__proto__":{"x":1}}'))).toEqual([])
  })
})
