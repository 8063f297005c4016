/**
 * Takes the picture at the head of the README: `node scripts/run-ts.js scripts/write-picture.ts`. Builds the playground
 * first, runs its first example and selects the step that failed.
 */
import { resolve } from 'node:path'
import { openPlayground } from '../e2e/playground/open-playground.ts'
import { personAt } from '../e2e/playground/person.ts'

const target = resolve(import.meta.dirname, '../docs/images/playground.png')

const playground = await openPlayground()
try {
  const { page } = await playground.visit({ width: 1360, height: 900, scale: 1.5 })
  const person = personAt(page)
  // The second run is shown: the first also waits for the sandbox.
  for (let round = 0; round < 2; round++) {
    await person.run()
    await person.ending()
  }
  await page.getByRole('treeitem', { name: /^throw/ }).click()
  // The pointer must not leave a card of values over the graph, nor a field its cursor.
  await page.mouse.move(300, 845)
  await page.waitForTimeout(600)
  await page.screenshot({ path: target, animations: 'disabled', caret: 'hide' })
} finally {
  await playground.close()
}
