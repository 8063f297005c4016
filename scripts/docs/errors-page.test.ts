import { expect, test } from 'vitest'
import { errorCatalog } from '../../core/errors/catalog.ts'
import { errorAreas, errorsPage } from './errors-page.ts'

test('errorsPage() has every code of the catalogue once', () => {
  const listed = errorAreas().flatMap(([, , errors]) => Object.keys(errors))
  expect(listed.toSorted()).toEqual(Object.keys(errorCatalog).toSorted())
  expect(errorsPage()).toContain('| `component_not_found` |')
})

test('errorsPage() says what every error means and what to do', () => {
  for (const [code, { meaning, fix }] of Object.entries(errorCatalog)) {
    expect(meaning, code).toMatch(/\.$/)
    expect(fix, code).toMatch(/\.$/)
  }
})
