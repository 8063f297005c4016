import { describe, expect, it } from 'vitest'
import { joinPointer, splitPointer } from './pointer.ts'

describe('joinPointer()', () => {
  it('escapes ~ and / and takes indexes', () => {
    expect(joinPointer(joinPointer('', 'a/b~c'), 0)).toBe('/a~1b~0c/0')
  })
})

describe('splitPointer()', () => {
  it('undoes joinPointer', () => {
    expect(splitPointer(joinPointer(joinPointer('', 'a/~1b'), ''))).toEqual(['a/~1b', ''])
    expect(splitPointer('')).toEqual([])
  })
})
