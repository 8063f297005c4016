import type { EngineName } from '../e2e/engines/engine.ts'

/** What may be installed here, and by whom. */
export interface InstallRights {
  readonly root: boolean
  readonly apt: boolean
  /** Whether `sudo` runs a program as root without asking for a password. */
  readonly sudo: boolean
}

/** How a missing browser gets onto this machine; `advice` is for people, when it does not. */
export type InstallPlan =
  | { readonly kind: 'apt'; readonly packages: readonly string[]; readonly sudo: boolean; readonly advice: string }
  | { readonly kind: 'playwright'; readonly advice: string }
  | { readonly kind: 'none'; readonly advice: string }

/** Debian's packages; the display is for WebKitGTK, which has no mode without one. */
const PACKAGES: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
}

/** Variables that name a program to use. */
const NAMED_BY: Partial<Record<EngineName, string>> = { chromium: 'LCOD_CHROMIUM', firefox: 'LCOD_FIREFOX' }

/**
 * Debian's packages where we may install them; else Playwright's Chromium. Its Firefox and WebKit are builds of their
 * own that our drivers cannot talk to.
 */
export function installPlan(engine: EngineName, rights: InstallRights): InstallPlan {
  const packages = PACKAGES[engine]
  const advice = adviceFor(engine, rights)
  if (rights.apt && (rights.root || rights.sudo)) return { kind: 'apt', packages, sudo: !rights.root, advice }
  return { kind: engine === 'chromium' ? 'playwright' : 'none', advice }
}

function adviceFor(engine: EngineName, { apt }: InstallRights): string {
  const command = `apt-get install ${PACKAGES[engine].join(' ')}`
  const how = apt ? `Run as root: ${command}` : `Install it by the system's package manager (Debian: ${command})`
  const variable = NAMED_BY[engine]
  return variable === undefined ? how : `${how}; or name a program in ${variable}`
}
