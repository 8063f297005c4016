import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { pureAxioms } from './axiom/pure-axioms.ts'
import { arrayContracts } from './core/array/index.ts'
import { jsonContracts } from './core/json/index.ts'
import { numberContracts } from './core/number/index.ts'
import { objectContracts } from './core/object/index.ts'
import { pathContracts } from './core/path/index.ts'
import { stringContracts } from './core/string/index.ts'
import { valueContracts } from './core/value/index.ts'
import { implContracts } from './impl/index.ts'
import { isolatedCall } from './testing/isolated-call.ts'
import { pureToolingContracts } from './tooling/pure-tooling.ts'

const contracts = [
  ...arrayContracts,
  ...objectContracts,
  ...stringContracts,
  ...jsonContracts,
  ...numberContracts,
  ...valueContracts,
  ...pathContracts,
  ...implContracts,
  ...pureToolingContracts,
  ...pureAxioms,
]

test.each(contracts)('$id gives what its example says', async ({ example, run }) => {
  if (example === undefined) return
  const call = isolatedCall({ host: createMemoryHost(), onCancel: () => () => {} })
  expect(await run(example.input, call)).toEqual(example.output)
})

test.each(contracts)('$id describes itself, its inputs and its outputs', ({ summary, input, output, example }) => {
  expect(summary).toMatch(/^[A-Z].*\.$/)
  for (const schema of [input, output]) {
    expect(schema['type']).toBe('object')
    for (const property of Object.values((schema['properties'] ?? {}) as Record<string, object>)) {
      expect(property).toHaveProperty('description')
    }
  }
  const declared = Object.keys((output['properties'] ?? example?.output ?? {}) as object)
  expect(declared).toEqual(expect.arrayContaining(Object.keys((example?.output ?? {}) as object)))
})

test('no two contracts answer to the same id', () => {
  const ids = contracts.flatMap(({ id, aliases = [] }) => [id, ...aliases])
  expect(ids).toEqual([...new Set(ids)])
})
