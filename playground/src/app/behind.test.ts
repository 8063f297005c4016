import { effect, signal } from '@preact/signals'
import { describe, expect, test } from 'vitest'
import { Behind } from './behind.ts'

function follow(first: number) {
  const source = signal(first)
  const waiting = new Set<() => void>()
  const later = (work: () => void) => {
    waiting.add(work)
    return () => waiting.delete(work)
  }
  const behind = new Behind(source, { later, isOther: (seen, next) => Math.abs(next - seen) >= 10 })
  const seen: number[] = []
  effect(() => {
    seen.push(behind.value)
  })
  const pass = () => {
    for (const work of waiting) work()
    waiting.clear()
  }
  return { source, behind, seen, pass, waiting }
}

describe('Behind', () => {
  test('follows later, and leaves out what was changed meanwhile', () => {
    const { source, seen, pass, waiting } = follow(1)
    source.value = 2
    source.value = 3
    expect(seen).toEqual([1])
    expect(waiting.size).toBe(1)
    pass()
    expect(seen).toEqual([1, 3])
  })

  test('takes another value at once, and nothing comes after it', () => {
    const { source, seen, pass } = follow(1)
    source.value = 2
    source.value = 20
    expect(seen).toEqual([1, 20])
    pass()
    expect(seen).toEqual([1, 20])
  })

  test('catchUp() waits no longer', () => {
    const { source, behind, seen, pass } = follow(1)
    source.value = 2
    behind.catchUp()
    expect(seen).toEqual([1, 2])
    pass()
    expect(seen).toEqual([1, 2])
  })
})
