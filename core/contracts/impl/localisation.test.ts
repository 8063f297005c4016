import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { localisation } from './localisation.ts'

test('localisation() gives a new position each time', () => {
  expect(runPure(localisation)).toEqual({ gps: { lat: 48.8566, lon: 2.3522 } })
  expect(runPure(localisation)).not.toBe(runPure(localisation))
})
