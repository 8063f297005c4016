import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { duplicatePackageErrors } from './duplicate-package-errors.ts'

test('duplicatePackageErrors() words each id, and nothing for none', () => {
  expect(runPure(duplicatePackageErrors, { duplicates: ['a', 1, 'b'] })).toEqual({
    errors: ['catalog.json: duplicate package id a', 'catalog.json: duplicate package id b'],
  })
  expect(runPure(duplicatePackageErrors)).toEqual({ errors: [] })
})
