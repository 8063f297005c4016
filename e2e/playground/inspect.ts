import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright'

const root = resolve(import.meta.dirname, '../..')
const pictures = resolve(root, 'test-results/playground')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Keeps a picture of the page under a name, and tells what axe finds wrong by WCAG 2.2 AA: nothing, on a good page. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: resolve(pictures, `${name}.png`) })
  const axe = await readFile(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
  const found = await page.evaluate<string[]>(`${axe}; axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((result) =>
    result.violations.map(({ id, nodes }) =>
      id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')))`)
  return found.map((problem) => `${name}: ${problem}`)
}
