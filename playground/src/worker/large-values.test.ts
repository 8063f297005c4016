import { describe, expect, test } from 'vitest'
import { LargeValues } from './large-values.ts'

describe('LargeValues', () => {
  test('gives what was kept, as text', () => {
    const values = new LargeValues()
    const ref = values.keep({ a: [1] })
    expect(values.read(ref)).toEqual({ text: '{\n  "a": [\n    1\n  ]\n}', length: 22 })
  })

  test('holds the newest, and nothing once cleared', () => {
    const values = new LargeValues(2)
    const [first, second, third] = [values.keep('a'), values.keep('b'), values.keep('c')]
    expect([first, second, third].map((ref) => values.read(ref)?.text ?? null)).toEqual([null, '"b"', '"c"'])
    values.clear()
    expect(values.read(third)).toBeNull()
    expect(values.keep('d')).not.toBe(third)
  })

  test('gives the beginning of what is too long to read', () => {
    const values = new LargeValues()
    const read = values.read(values.keep('x'.repeat(3_000_000)))
    expect(read?.length).toBe(3_000_002)
    expect(read?.text).toHaveLength(2_000_000)
  })
})
