import { describe, expect, test } from 'vitest'
import { parseCompose } from '../compose/parse-compose.ts'
import { type Component, RegistryScope } from '../resolve/registry.ts'
import { standardComponents } from '../standard-components.ts'
import { lint, lintRules } from './lint.ts'
import { declaredLoggers, findLoggers } from './loggers.ts'

async function codes(
  text: string,
  setup: { outputs?: string[]; requires?: string[]; toml?: string; components?: Component[] } = {},
) {
  const { composition } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error('The compose of this test is broken')
  const registry = new RegistryScope(null, { components: [...standardComponents, ...(setup.components ?? [])] })
  const usedLoggers = await findLoggers({ composition, registry })
  const declared = declaredLoggers(setup.toml ?? '')
  const { outputs = [], requires } = setup
  return lint({ composition, registry, outputs, requires, usedLoggers, declaredLoggers: declared }).map(
    ({ code, message, pointer }) => `${code} ${pointer} ${message}`,
  )
}

test('every rule has a code of its own, and says what it finds and what to do', () => {
  expect(new Set(lintRules.map((rule) => rule.code)).size).toBe(lintRules.length)
  for (const { summary, advice } of lintRules) for (const text of [summary, advice]) expect(text).toMatch(/\.$/)
})

describe('lint()', () => {
  test('finds an if that takes away a key', async () => {
    const step = (out: string, slots: string) =>
      codes(`compose: [{ call: lcod://flow/if@1, in: { cond: $.a }, out: ${out}, slots: ${slots} }]`)
    const then = 'then: [{ call: lcod://impl/set@1 }]'
    expect(await step('{ x: x }', `{ ${then} }`)).toEqual([
      'if_overwrites /compose/0 "x" is lost when "else" would run, which has no steps',
    ])
    expect(await step('{ "x?": x }', `{ ${then} }`)).toEqual([])
    expect(await step('{ x: x }', `{ ${then}, else: [{ call: lcod://impl/set@1 }] }`)).toEqual([])
  })

  test('finds keys that nobody reads', async () => {
    const text = `compose:
      - { call: lcod://impl/set@1, in: { a: 1 }, out: { a: a, b: a, c: a } }
      - { call: lcod://impl/set@1, in: { x: [{ y: $.a.z }] }, out: { d: x } }`
    expect(await codes(text, { outputs: ['d'] })).toEqual([
      'unused_output /compose/0 Nothing reads "b", and it is no declared output',
      'unused_output /compose/0 Nothing reads "c", and it is no declared output',
    ])
    expect(await codes(text)).toEqual([])
    expect(await codes(`${text}\n      - { call: lcod://impl/set@1, in: { ...: = } }`, { outputs: ['d'] })).toEqual([])
  })

  test('compares loggers with those of the manifest, those of called components too', async () => {
    const log = (logger: string) =>
      `{ call: lcod://contract/tooling/log@1, in: { level: info, message: m, tags: { logger: ${logger} } } }`
    const inner = parseCompose(`compose: [${log('inner.part')}]`, { file: 'inner.yaml' }).composition!
    const components: Component[] = [{ kind: 'compose', id: 'lcod://a/inner@1', composition: () => inner }]
    const text = `compose: [${log('app.db')}, ${log('other')}, { call: lcod://a/inner@1 }]`
    const toml =
      '[logging]\napp = "info"\ninner = { level = "warn", description = "Inner" }\n[logging.gone.far]\nlevel = "info"\n'
    expect(await codes(text, { toml, components })).toEqual([
      'undeclared_logger /compose/1 The logger "other" is not declared under [logging]',
      'unused_logger  The logger "gone.far" is declared under [logging] and nothing uses it',
    ])
    expect(await codes(text, { components })).toEqual([])
    expect(await codes(`compose: [${log('$.name')}]`, { toml })).toEqual([])
  })
})

describe('lint() of dependencies', () => {
  const inner = parseCompose('compose: []', { file: 'inner.yaml' }).composition!
  const components: Component[] = [{ kind: 'compose', id: 'lcod://a/inner@1.2.0', composition: () => inner }]
  const text = `compose:
    - { call: lcod://flow/foreach@1, in: { list: $.l }, slots: { body: [{ call: lcod://a/inner@1 }] } }
    - { call: lcod://a/inner@1 }
    - { call: lcod://a/unknown@1 }`
  const missing = (id: string, pointer: string) =>
    `undeclared_dependency ${pointer} "${id}" is called and not required under [deps]`

  test('finds what is called and not required, once, in slots too', async () => {
    expect(await codes(text, { components, requires: ['lcod://impl/set@1'] })).toEqual([
      missing('lcod://a/inner@1', '/compose/0/slots/body/0'),
      missing('lcod://a/unknown@1', '/compose/2'),
    ])
  })

  test('takes any version of the id, and says nothing without a manifest', async () => {
    const requires = ['lcod://a/inner@^1.0.0', 'lcod://a/unknown@1']
    expect(await codes(text, { components, requires })).toEqual([])
    expect(await codes(text, { components })).toEqual([])
  })
})

describe('lint() of what never runs', () => {
  const set = '[{ call: lcod://impl/set@1 }]'

  test.each([
    ['if', '{ cond: false }', 'then', 'the condition is always false'],
    ['if', '{ cond: "" }', 'then', 'the condition is always "", which counts as false'],
    ['if', '{}', 'then', 'the condition is always nothing, which counts as false'],
    ['if', '{ cond: [] }', 'else', 'the condition is always [], which counts as true'],
    ['if', '{ cond: "yes" }', 'else', 'the condition is always "yes", which counts as true'],
    ['foreach', '{ list: [] }', 'body', 'the list is empty'],
    ['foreach', '{}', 'body', 'no list is given'],
    ['foreach', '{ list: [1] }', 'else', 'the list is not empty'],
  ])('finds the slot of flow/%s with %s', async (flow, input, slot, why) => {
    const text = `compose: [{ call: lcod://flow/${flow}@1, in: ${input}, slots: { ${slot}: ${set} } }]`
    expect(await codes(text)).toEqual([`unreachable_slot /compose/0 "${slot}" never runs: ${why}`])
  })

  test('finds the catch of an empty try', async () => {
    const text = `compose: [{ call: lcod://flow/try@1, slots: { body: [], catch: ${set} } }]`
    expect(await codes(text)).toEqual([
      'unreachable_slot /compose/0 "catch" never runs: there is nothing that may fail',
    ])
  })

  test.each([
    `{ call: lcod://flow/if@1, in: { cond: $.a }, slots: { then: ${set}, else: ${set} } }`,
    `{ call: lcod://flow/if@1, in: { ...: $.a }, slots: { then: ${set}, else: ${set} } }`,
    `{ call: lcod://flow/if@1, in: { cond: true }, slots: { then: ${set}, else: [] } }`,
    `{ call: lcod://flow/foreach@1, in: { stream: $.s }, slots: { body: ${set}, else: ${set} } }`,
    `{ call: lcod://flow/foreach@1, in: { list: $.l }, slots: { body: ${set}, else: ${set} } }`,
    `{ call: lcod://flow/try@1, slots: { body: ${set}, catch: ${set} } }`,
  ])('says nothing of %s', async (step) => {
    expect(await codes(`compose: [${step}]`)).toEqual([])
  })

  test('finds the first step behind one that leaves its list', async () => {
    const leave = (name: string) =>
      `{ call: lcod://flow/${name}@1 }, { call: lcod://impl/set@1 }, { call: lcod://impl/set@1 }`
    const text = `compose:
      - { call: lcod://flow/foreach@1, in: { list: $.l }, slots: { body: [${leave('continue')}] } }
      - { call: lcod://flow/throw@1 }
      - { call: lcod://impl/set@1 }`
    const message = (name: string) => `The step never runs: "lcod://flow/${name}@1" before it always leaves`
    expect(await codes(text)).toEqual([
      `unreachable_step /compose/0/slots/body/1 ${message('continue')}`,
      `unreachable_step /compose/2 ${message('throw')}`,
    ])
  })
})

test('declaredLoggers() reads levels, tables and nested names', () => {
  expect(
    declaredLoggers('[logging]\na = "info"\n[logging."b.c"]\ndescription = "B"\n[logging.d.e]\nlevel = "warn"'),
  ).toEqual([
    { name: 'a', level: 'info' },
    { name: 'b.c', description: 'B' },
    { name: 'd.e', level: 'warn' },
  ])
  expect(declaredLoggers('[logging]\na.b = "info"\n', 'lcp.toml')).toEqual([
    { name: 'a.b', level: 'info', source: { file: 'lcp.toml', start: 10, end: 22 } },
  ])
  expect(declaredLoggers('id = "x"')).toBeUndefined()
  expect(declaredLoggers('not toml')).toBeUndefined()
})
