import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { extractCity } from './extract-city.ts'

test('extractCity() needs a position', () => {
  expect(runPure(extractCity, { gps: {} })).toEqual({ city: 'Paris' })
  expect(() => runPure(extractCity)).toThrow('missing gps')
  expect(() => runPure(extractCity, { gps: null })).toThrow('missing gps')
})
