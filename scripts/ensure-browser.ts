import type { EngineName } from '../e2e/engines/engine.ts'
import { type InstallPlan, type InstallRights, installPlan } from './install-plan.ts'

/** What this needs of the machine. */
export interface Machine extends InstallRights {
  /** Why a browser cannot be used here; `null` when it can. */
  missing(name: EngineName): string | null
  /** Runs a program with its output shown. @returns whether it succeeded. */
  run(program: string, args: readonly string[]): boolean
  /** The program of this Node with which Playwright installs its Chromium. */
  readonly playwright: readonly [program: string, ...args: string[]]
  say(line: string): void
}

/**
 * Makes sure that a browser is there, and says what was done and, when it cannot be had, what to do.
 *
 * @param check Only look.
 * @returns whether it can be used afterwards.
 */
export function ensureBrowser(name: EngineName, machine: Machine, check = false): boolean {
  const { say } = machine
  const missing = machine.missing(name)
  if (missing === null) {
    say(`${name}: is there`)
    return true
  }
  if (check) {
    say(`${name}: ${missing}`)
    return false
  }
  const plan = installPlan(name, machine)
  if (plan.kind === 'none') {
    say(`${name}: ${missing}. ${plan.advice}`)
    return false
  }
  say(`${name}: ${missing}; installing ${nameOf(plan)}`)
  const still = install(plan, machine) ? machine.missing(name) : 'the installer failed'
  say(still === null ? `${name}: installed` : `${name}: not installed, ${still}. ${plan.advice}`)
  return still === null
}

type Installation = Exclude<InstallPlan, { kind: 'none' }>

function nameOf(plan: Installation): string {
  if (plan.kind === 'playwright') return 'the one of Playwright'
  return `by apt${plan.sudo ? ' and sudo' : ''}: ${plan.packages.join(' ')}`
}

function install(plan: Installation, machine: Machine): boolean {
  if (plan.kind === 'playwright') {
    const [program, ...args] = machine.playwright
    return machine.run(program, args)
  }
  // Sudo drops the environment; questions would wait for ever.
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const [program = '', ...before] = plan.sudo ? ['sudo', '-n', ...command] : command
  const apt = (...args: string[]) => machine.run(program, [...before, ...args])
  const installPackages = () => apt('install', '-y', '--no-install-recommends', ...plan.packages)
  // Package lists of a fresh container are often absent or old.
  return installPackages() || (apt('update') && installPackages())
}
