import { describe, expect, it } from 'vitest'
import { createNodeSchemas } from './schemas.ts'

describe('createNodeSchemas()', () => {
  const schemas = createNodeSchemas()

  it('reports every issue with path, keyword and wording', () => {
    const check = schemas.compile({
      type: 'object',
      required: ['name'],
      properties: { items: { type: 'array', items: { type: 'string' } }, when: { format: 'date-time' } },
    })
    expect(check({ name: 'x', items: ['a'] })).toEqual([])
    expect(check({ items: ['a', 4], when: 'yesterday' })).toEqual([
      { path: '', keyword: 'required', message: "must have required property 'name'" },
      { path: '/items/1', keyword: 'type', message: 'must be string' },
      { path: '/when', keyword: 'format', message: 'must match format "date-time"' },
    ])
  })

  it('knows 2020-12', () => {
    const check = schemas.compile({ prefixItems: [{ type: 'number' }], items: false })
    expect(check([1])).toEqual([])
    expect(check([1, 2])).toMatchObject([{ keyword: 'items' }])
    expect(schemas.compile(false)(1)).toHaveLength(1)
  })

  it('looks at own properties alone', () => {
    const check = schemas.compile({ required: ['toString'], properties: { constructor: { type: 'string' } } })
    expect(check({})).toMatchObject([{ keyword: 'required' }])
    expect(check({ toString: 1 })).toEqual([])
  })

  it('refuses what is no schema, and references to elsewhere', () => {
    for (const schema of [null, 'x', [], { type: 'nonsense' }, { $ref: 'https://example.com/other.json' }]) {
      expect(() => schemas.compile(schema)).toThrow(expect.objectContaining({ code: 'invalid_schema' }))
    }
  })

  it('takes two schemas of one $id, and schemas with unknown keywords', () => {
    const first = schemas.compile({ $id: 'https://example.com/a', type: 'string', 'x-note': 1 })
    const second = schemas.compile({ $id: 'https://example.com/a', type: 'number' })
    expect([first(1).length, second(1).length]).toEqual([1, 0])
  })
})
