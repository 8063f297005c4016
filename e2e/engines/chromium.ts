import { chromium } from 'playwright'
import type { Engine } from './engine.ts'
import { findProgram } from './find-program.ts'

/** Root needs `--no-sandbox`; the rest keeps the browser from talking to its vendor. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The program: `LCOD_CHROMIUM`, the system's, or the one Playwright installed; `null` when there is none. */
export function findChromium(): string | null {
  const named = process.env['LCOD_CHROMIUM']
  return findProgram([
    ...(named ? [named] : []),
    'chromium',
    'chromium-browser',
    'google-chrome',
    chromium.executablePath(),
  ])
}

/** Chromium through Playwright. */
export const chromiumEngine: Engine = {
  name: 'chromium',
  missing: () => (findChromium() === null ? 'Chromium is not installed' : null),
  async open(url) {
    const executablePath = findChromium()
    if (executablePath === null) throw new Error('Chromium is not installed')
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      return {
        evaluate: async (expression) => (await page.evaluate<unknown>(expression)) ?? null,
        close: () => browser.close(),
      }
    } catch (error) {
      await browser.close()
      throw error
    }
  },
}
