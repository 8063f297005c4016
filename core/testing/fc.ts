import fc from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    properties: { seed?: number; numRuns?: number }
  }
}

/**
 * fast-check as the property tests of this repository use it. A plain `npm test` draws the same samples every time, so
 * that what fails is a change of the code and never of the dice; `npm run test:properties` draws many new ones, and
 * names the seed of what fails.
 */
fc.configureGlobal(inject('properties'))

export { fc }
