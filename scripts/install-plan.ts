import type { EngineName } from '../e2e/engines/engine.ts'

/** How a missing browser gets onto this machine. */
export type InstallPlan =
  | { readonly kind: 'apt'; readonly packages: readonly string[] }
  | { readonly kind: 'playwright' }
  | { readonly kind: 'none'; readonly advice: string }

/** Debian's packages; the display is for WebKitGTK, which has no mode without one. */
const PACKAGES: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
}

/**
 * Debian's packages where we may install them; else Playwright's Chromium. Its Firefox and WebKit are builds of their
 * own that our drivers cannot talk to.
 */
export function installPlan(engine: EngineName, system: { root: boolean; apt: boolean }): InstallPlan {
  if (system.apt && system.root) return { kind: 'apt', packages: PACKAGES[engine] }
  if (engine === 'chromium') return { kind: 'playwright' }
  const command = `apt-get install ${PACKAGES[engine].join(' ')}`
  const advice = system.apt
    ? `Run as root: ${command}`
    : `Install it by the system's package manager (Debian: ${command})`
  return { kind: 'none', advice }
}
