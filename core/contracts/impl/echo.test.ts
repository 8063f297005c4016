import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { implEcho } from './echo.ts'

test('implEcho() gives the very value back', () => {
  const value = { a: 1 }
  expect((runPure(implEcho, { value }) as { val: unknown }).val).toBe(value)
})

test('implEcho() keeps null and leaves out what is absent', () => {
  expect(runPure(implEcho, { value: null })).toEqual({ val: null })
  expect(Object.keys(runPure(implEcho) as object)).toEqual([])
})
