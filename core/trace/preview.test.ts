import { describe, expect, it } from 'vitest'
import { preview } from './preview.ts'

describe('preview()', () => {
  it('copies small values, so that later changes do not reach back', () => {
    const value = { list: [1, { deep: true }] }
    const picture = preview(value)
    value.list.push(2)
    expect(picture).toEqual({ value: { list: [1, { deep: true }] } })
  })

  it('gives kind, size and head of large ones', () => {
    expect(preview('x'.repeat(5_000))).toEqual({ kind: 'string', size: 5_000, head: 'x'.repeat(120) })
    expect(preview(Array.from({ length: 5_000 }, (_, index) => index))).toEqual({
      kind: 'array',
      size: 5_000,
      head: '[0, 1, 2, 3, 4, …]',
    })
    const wide = Object.fromEntries(Array.from({ length: 999 }, (_, index) => [`key${index}`, 'value']))
    expect(preview(wide)).toMatchObject({ kind: 'object', size: 999 })
  })

  it('does not walk on once a value is known to be large', () => {
    let reads = 0
    const large = Array.from({ length: 100_000 }, () => ({
      get value() {
        reads++
        return 'some text'
      },
    }))
    preview(large)
    expect(reads).toBeLessThan(1_000)
  })

  it('takes nesting beyond reason and cycles for large', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(preview(cycle)).toMatchObject({ kind: 'array', size: 1 })
  })

  it('shows absence as null and keeps odd keys as data', () => {
    expect(preview(undefined)).toEqual({ value: null })
    const picture = preview(JSON.parse('{"__proto__": 1}')) as { value: object }
    expect(Object.keys(picture.value)).toEqual(['__proto__'])
  })
})
