import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

describe('nearestName()', () => {
  it.each([
    ['cal', 'call'],
    ['clal', 'call'],
    ['Slots', 'slots'],
    ['chidlren', 'children'],
    ['collectpath', 'collectPath'],
    ['else', undefined],
    ['', undefined],
    ['imports', undefined],
  ])('takes %j for %j', (name, expected) => {
    expect(nearestName(name, ['call', 'in', 'out', 'slots', 'children', 'collectPath'])).toBe(expected)
  })
})
