import { describe, expect, it } from 'vitest'
import { nodeHosts } from '../run/hosts.ts'
import { runOne } from '../suite.ts'
import { loadAttacks } from './load-attacks.ts'

const attacks = loadAttacks()

describe('attacks on the Node host', () => {
  it.for(attacks.map((one) => [one.id, one] as const))('%s', async ([, one]) => {
    const report = await runOne(one, nodeHosts)
    if (report.status === 'failed') expect.fail(report.failures.join('\n'))
    expect(report.status).toBe('passed')
  })
})

describe('loadAttacks()', () => {
  it('has at least 60 ways out and knows the fuel of each attack', () => {
    expect(attacks.filter((one) => one.id.startsWith('attacks/escape')).length).toBeGreaterThan(60)
    expect(attacks.filter((one) => one.expectFuel === undefined).map((one) => one.id)).toEqual([])
  })
})
