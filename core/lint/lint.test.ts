import { describe, expect, test } from 'vitest'
import { parseCompose } from '../compose/parse-compose.ts'
import { type Component, RegistryScope } from '../resolve/registry.ts'
import { standardComponents } from '../standard-components.ts'
import { lint, lintRules } from './lint.ts'
import { declaredLoggers, findLoggers } from './loggers.ts'

async function codes(text: string, setup: { outputs?: string[]; toml?: string; components?: Component[] } = {}) {
  const { composition } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error('The compose of this test is broken')
  const registry = new RegistryScope(null, { components: [...standardComponents, ...(setup.components ?? [])] })
  const usedLoggers = await findLoggers({ composition, registry })
  const declared = declaredLoggers(setup.toml ?? '')
  return lint({ composition, registry, outputs: setup.outputs ?? [], usedLoggers, declaredLoggers: declared }).map(
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

test('declaredLoggers() reads levels, tables and nested names', () => {
  expect(
    declaredLoggers('[logging]\na = "info"\n[logging."b.c"]\ndescription = "B"\n[logging.d.e]\nlevel = "warn"'),
  ).toEqual([
    { name: 'a', level: 'info' },
    { name: 'b.c', description: 'B' },
    { name: 'd.e', level: 'warn' },
  ])
  expect(declaredLoggers('id = "x"')).toBeUndefined()
  expect(declaredLoggers('not toml')).toBeUndefined()
})
