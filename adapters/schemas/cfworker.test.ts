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
