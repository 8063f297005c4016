import { describe, expect, test } from 'vitest'
import type { ConformanceCase } from '../../conformance/case.ts'
import { loadCases } from '../../conformance/load-cases.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import type { Problem } from '../compose/problem.ts'
import { type ComposeComponent, RegistryScope } from '../resolve/registry.ts'
import { standardComponents } from '../standard-components.ts'
import { checkCompose } from './check-compose.ts'

const kernel = new RegistryScope(null, { components: standardComponents, sealed: true })

/** Checks a case's compose against what the case's run could call. */
function checkCase(one: ConformanceCase): Problem[] {
  const components = (one.components ?? []).map(({ compose, slots = [], ...component }): ComposeComponent => {
    return { ...component, kind: 'compose', composition: () => composeFromValue(compose), slotNames: slots }
  })
  const registry = new RegistryScope(kernel, { components, bindings: Object.entries(one.bindings ?? {}) })
  const { package: own, inputs, outputs } = one
  const context = own === undefined ? undefined : { aliasMap: {}, ...own }
  const text = one.text ?? JSON.stringify({ compose: one.compose })
  const file = one.text === undefined || one.format === 'json' ? 'case.json' : 'case.yaml'
  return checkCompose(parseCompose(text, { file }), { registry, context, inputs, outputs, file })
}

function expectsSuccess({ expectError, expectProblems = [] }: ConformanceCase): boolean {
  return expectError === undefined && expectProblems.every(({ severity }) => severity === 'warning')
}

/** Whose subject is how a mistake inside a checked compose is reported: it is a mistake here too. */
const ABOUT_MISTAKES = [
  'tooling/test-checker: a compose that is none is a failing report',
  'tooling/test-checker: a loop signal that leaves the compose is a failing report',
]

describe('checkCompose()', () => {
  test('finds no error in what the conformance cases expect to run', () => {
    const alarms = loadCases()
      .filter((one) => expectsSuccess(one) && !ABOUT_MISTAKES.includes(one.id))
      .flatMap((one) => checkCase(one).map((problem) => ({ id: one.id, ...problem })))
      .filter(({ severity }) => severity === 'error')
    expect(alarms).toEqual([])
  })

  test('tells errors from what may be meant', () => {
    const check = (step: string, components: ComposeComponent[] = []) => {
      const registry = new RegistryScope(kernel, { components })
      const file = 'compose.yaml'
      const problems = checkCompose(parseCompose(`compose: [{ call: ${step} }]`, { file }), { registry, file })
      return problems.map(({ severity, code }) => `${severity} ${code}`)
    }
    const inputSchema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
    const own: ComposeComponent = {
      ...{ kind: 'compose', id: 'lcod://demo/own@1', composition: { steps: [] } },
      ...{ inputs: ['name'], inputSchema, slotNames: ['body'] },
    }
    const free: ComposeComponent = {
      kind: 'compose',
      id: 'lcod://demo/free@1',
      composition: { steps: [] },
      inputs: ['a'],
    }
    expect(check('lcod://flow/foreech@1')).toEqual(['error unknown_component'])
    expect(check('lcod://demo/none@1')).toEqual(['warning unknown_component'])
    expect(check('lcod://contract/core/array/length@1')).toEqual(['error missing_input'])
    expect(check('lcod://contract/core/array/length@1, in: { items: 1 }')).toEqual(['error invalid_value'])
    expect(check('lcod://flow/parallel@1, in: { tasks: 1 }')).toEqual(['warning invalid_value'])
    expect(check('lcod://flow/foreach@1, in: { list: x }, slots: { body: [] }')).toEqual(['error invalid_value'])
    expect(check('lcod://flow/foreach@1')).toEqual(['error missing_slot'])
    expect(check('lcod://flow/if@1, slots: { thn: [] }')).toEqual(['error unknown_slot'])
    expect(check('lcod://flow/break@1')).toEqual(['error signal_outside_loop'])
    expect(check('lcod://demo/own@1', [own])).toEqual(['warning missing_input'])
    expect(check('lcod://demo/own@1, in: { name: 1 }, slots: { bdy: [] }', [own])).toEqual([
      'error invalid_value',
      'warning unknown_slot',
    ])
    expect(check('lcod://demo/free@1, slots: { any: [] }', [free])).toEqual([])
  })

  test('reads the composes in the data of steps, and finds nothing twice', () => {
    const file = 'compose.yaml'
    const text = `
compose:
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: lcod://demo/a@1, compose: [{ cal: x }, { call: lcod://impl/ecko@1, extra: 1 }] }] }
    slots: { body: [] }
`
    const problems = checkCompose(parseCompose(text, { file }), { registry: kernel, file })
    expect(
      problems.map(({ severity, code, source }) => `${severity} ${code} ${text.slice(source?.start, source?.end)}`),
    ).toEqual([
      'error missing_call { cal: x }',
      'warning unknown_key cal',
      'warning unknown_component lcod://impl/ecko@1',
      'warning unknown_key extra',
    ])
  })

  test('leaves a text alone that cannot be read', () => {
    const file = 'compose.yaml'
    const parsed = parseCompose('compose: [{', { file })
    expect(checkCompose(parsed, { registry: kernel, file })).toEqual(parsed.problems)
  })
})
