import { describe, expect, it } from 'vitest'
import { clockPortSuite } from '../../conformance/ports/clock.ts'
import { createWorkerClock } from './clock.ts'

describe('createWorkerClock()', () => {
  for (const { name, run } of clockPortSuite(() => createWorkerClock())) it(name, run)

  it('moves on at each look while the platform clock stands', () => {
    const clock = createWorkerClock(() => 1000)
    const looks = Array.from({ length: 1000 }, () => clock.monotonic())
    expect(looks.every((look, index) => index === 0 || look > looks[index - 1]!)).toBe(true)
    expect(looks.at(-1)).toBeGreaterThanOrEqual(9)
  })

  it('follows the platform clock when that moves on, and never goes back', () => {
    let now = 1000
    const clock = createWorkerClock(() => now)
    now = 1050
    expect(clock.monotonic()).toBe(50)
    now = 1040
    expect(clock.monotonic()).toBeGreaterThan(50)
    now = 2000
    expect(clock.monotonic()).toBe(1000)
  })

  it('gives the platform time as now()', () => {
    expect(createWorkerClock(() => 1234).now()).toBe(1234)
  })
})
