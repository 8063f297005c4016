import puppeteer from 'puppeteer-core'
import type { Engine } from './engine.ts'
import { findProgram } from './find-program.ts'

/** The program: `LCOD_FIREFOX` or the system's; `null` when there is none. */
function findFirefox(): string | null {
  const named = process.env['LCOD_FIREFOX']
  return findProgram([...(named ? [named] : []), 'firefox-esr', 'firefox'])
}

/** Firefox through WebDriver BiDi, which needs no driver program. */
export const firefoxEngine: Engine = {
  name: 'firefox',
  missing: () => (findFirefox() === null ? 'Firefox is not installed' : null),
  async open(url) {
    const executablePath = findFirefox()
    if (executablePath === null) throw new Error('Firefox is not installed')
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      return {
        evaluate: async (expression) => (await page.evaluate(expression)) ?? null,
        close: () => browser.close(),
      }
    } catch (error) {
      await browser.close()
      throw error
    }
  },
}
