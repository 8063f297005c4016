import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { weather } from './weather.ts'

test('weather() needs a city', () => {
  expect(runPure(weather, { city: 'Paris' })).toEqual({ tempC: 21 })
  expect(() => runPure(weather)).toThrow('missing city')
  expect(() => runPure(weather, { city: null })).toThrow('missing city')
})
