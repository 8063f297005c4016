import { setTimeout as wait } from 'node:timers/promises'
import { chromiumEngine } from './chromium.ts'
import type { Engine, EngineName, EnginePage } from './engine.ts'
import { firefoxEngine } from './firefox.ts'
import { webkitEngine } from './webkit.ts'

export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  chromium: chromiumEngine,
  firefox: firefoxEngine,
  webkit: webkitEngine,
}

/** Opens a page in an engine. Close it, or its browser stays. */
export function openPage(engine: EngineName, url: string): Promise<EnginePage> {
  return ENGINES[engine].open(url)
}

/**
 * Waits until the page has put its report into `globalThis.lcodReport`.
 *
 * @param timeoutMs how long to wait; default five minutes.
 * @throws Error when the time is over, with the page's own error when it left one in `globalThis.lcodError`.
 */
export async function waitForReport(page: EnginePage, timeoutMs = 300_000): Promise<unknown> {
  const until = Date.now() + timeoutMs
  while (Date.now() < until) {
    const state = await page.evaluate(
      '({ report: globalThis.lcodReport ?? null, error: globalThis.lcodError ?? null })',
    )
    if (typeof state === 'object' && state !== null) {
      if ('report' in state && state.report !== null) return state.report
      if ('error' in state && state.error !== null) throw new Error(`The page failed: ${String(state.error)}`)
    }
    await wait(100)
  }
  throw new Error(`The page gave no report within ${timeoutMs} ms`)
}
