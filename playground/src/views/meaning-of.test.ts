import { describe, expect, test } from 'vitest'
import { meaningOf } from './meaning-of.ts'

describe('meaningOf()', () => {
  test.each(['permission_denied', 'unknown_input'])('knows %s', (code) => expect(meaningOf(code)?.fix).toMatch(/\w+/))

  test('is null for codes of projects, whatever they are called', () => {
    expect(['out_of_stock', 'constructor', '__proto__'].map(meaningOf)).toEqual([null, null, null])
  })
})
