import { describe, expect, it } from 'vitest'
import { composeLimits } from './limits.ts'
import { readJson } from './read-json.ts'
import { rangeAt, type SourceNode } from './source-node.ts'

const TEXT = '{ "a/b": [1, { "c": 22 }] }'

describe('rangeAt()', () => {
  const root = readJson(TEXT, composeLimits(), () => {}) as SourceNode
  const textAt = (pointer: string, part?: 'key') => {
    const { start, end } = rangeAt(root, pointer, part)
    return TEXT.slice(start, end)
  }

  it('finds values and keys', () => {
    expect(textAt('')).toBe(TEXT)
    expect(textAt('/a~1b/1/c')).toBe('22')
    expect(textAt('/a~1b/1/c', 'key')).toBe('"c"')
    expect(textAt('/a~1b/0', 'key')).toBe('1')
  })

  it('falls back to the nearest value around what is missing', () => {
    expect(textAt('/a~1b/1/x/y')).toBe('{ "c": 22 }')
    expect(textAt('/a~1b/7')).toBe('[1, { "c": 22 }]')
    expect(textAt('/a~1b/length')).toBe('[1, { "c": 22 }]')
  })
})
