import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createKernel } from '../../core/kernel.ts'
import { ALL_PERMISSIONS } from '../../core/permissions/permissions.ts'
import { standardComponents } from '../../core/standard-components.ts'
import { componentExample } from './component-example.ts'
import { contractPages, exampleCases } from './contract-pages.ts'

const shown = exampleCases()

test('every component has an example: its own, or a conformance case', () => {
  const without = standardComponents.filter(
    (component) => componentExample(component) === undefined && !shown.has(component.id.replace('lcod://', '')),
  )
  expect(without.map(({ id }) => id)).toEqual([])
})

test('every example case shows a component that is there', () => {
  const ids = new Set(standardComponents.map(({ id }) => id))
  expect([...shown.keys()].filter((name) => !ids.has(`lcod://${name}`))).toEqual([])
})

describe('the example of', () => {
  const kernel = createKernel({ host: createMemoryHost(), permissions: ALL_PERMISSIONS })
  const own = standardComponents.flatMap((component) => {
    const example = componentExample(component)
    return example === undefined ? [] : [[component.id, example] as const]
  })
  test.for(own)('%s gives what it says', async ([call, { input, output }]) => {
    const step = { call, in: { __lcod_spreads__: [{ source: '__lcod_state__' }] }, out: { result: '$' }, slots: {} }
    const { result } = await kernel.run({ steps: [step] }, { input })
    expect(result).toEqual(output)
  })
})

test('contractPages() has a page per component and an index that links them all', () => {
  const pages = contractPages()
  expect(Object.keys(pages)).toHaveLength(standardComponents.length + 1)
  const index = pages['docs/contracts/README.md'] ?? ''
  for (const path of Object.keys(pages)) {
    if (!path.endsWith('README.md')) expect(index).toContain(`](${path.split('/').at(-1)})`)
  }
  for (const [path, page] of Object.entries(pages)) expect(page, path).toMatch(/^## (Example|[a-z])/m)
})
