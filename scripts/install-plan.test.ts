import { describe, expect, it } from 'vitest'
import { installPlan } from './install-plan.ts'

const ROOT = { root: true, apt: true, sudo: false }
const SUDOER = { root: false, apt: true, sudo: true }
const USER = { root: false, apt: true, sudo: false }
const ELSEWHERE = { root: true, apt: false, sudo: true }

describe('installPlan()', () => {
  it('takes the packages of Debian where it may install them', () => {
    expect(installPlan('firefox', ROOT)).toMatchObject({ kind: 'apt', packages: ['firefox-esr'], sudo: false })
    expect(installPlan('webkit', ROOT)).toMatchObject({ packages: expect.arrayContaining(['xvfb']) })
    expect(installPlan('chromium', SUDOER)).toMatchObject({ kind: 'apt', packages: ['chromium'], sudo: true })
  })

  it('takes Chromium from Playwright elsewhere', () => {
    expect(installPlan('chromium', USER).kind).toBe('playwright')
    expect(installPlan('chromium', ELSEWHERE).kind).toBe('playwright')
  })

  it('says what to do for browsers that only the system can install', () => {
    expect(installPlan('firefox', USER)).toEqual({
      kind: 'none',
      advice: 'Run as root: apt-get install firefox-esr; or name a program in LCOD_FIREFOX',
    })
    expect(installPlan('webkit', ELSEWHERE)).toEqual({
      kind: 'none',
      advice: "Install it by the system's package manager (Debian: apt-get install webkit2gtk-driver xvfb xauth)",
    })
  })
})
