import { describe, expect, it } from 'vitest'
import { installPlan } from './install-plan.ts'

describe('installPlan()', () => {
  it('takes the packages of Debian where it may install them', () => {
    expect(installPlan('firefox', { root: true, apt: true })).toEqual({ kind: 'apt', packages: ['firefox-esr'] })
    expect(installPlan('webkit', { root: true, apt: true })).toMatchObject({
      packages: expect.arrayContaining(['xvfb']),
    })
  })

  it('takes Chromium from Playwright elsewhere', () => {
    expect(installPlan('chromium', { root: false, apt: true })).toEqual({ kind: 'playwright' })
    expect(installPlan('chromium', { root: true, apt: false })).toEqual({ kind: 'playwright' })
  })

  it('says what to do for browsers that only the system can install', () => {
    expect(installPlan('firefox', { root: false, apt: true })).toEqual({
      kind: 'none',
      advice: 'Run as root: apt-get install firefox-esr',
    })
    expect(installPlan('webkit', { root: true, apt: false })).toMatchObject({ kind: 'none' })
  })
})
