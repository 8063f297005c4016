import { afterAll, beforeAll, describe } from 'vitest'
import { findChromium } from '../engines/chromium.ts'
import { type OpenPlayground, openPlayground, type Visit, type VisitOptions } from './open-playground.ts'
import { type Person, personAt } from './person.ts'

/** One journey in a profile of its own; it must leave no uncaught error. */
export type Journey = (walk: (visit: Visit, person: Person) => Promise<void>, options?: VisitOptions) => Promise<void>

/** A group of journeys through one build of the playground in one browser; skipped where there is no Chromium. */
export function describeJourneys(area: string, define: (journey: Journey) => void): void {
  describe.skipIf(findChromium() === null)(`the playground: ${area}`, { timeout: 120_000 }, () => {
    let playground: OpenPlayground
    beforeAll(async () => {
      playground = await openPlayground()
    }, 300_000)
    afterAll(() => playground?.close())

    define(async (walk, options) => {
      const visit = await playground.visit(options)
      try {
        await walk(visit, personAt(visit.page))
        if (visit.failures.length > 0) throw new Error(`The page failed: ${visit.failures.join('; ')}`)
      } finally {
        await visit.context.close()
      }
    })
  })
}
