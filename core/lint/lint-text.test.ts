import { describe, expect, test } from 'vitest'
import { analyse } from '../analysis/analyse.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { RegistryScope } from '../resolve/registry.ts'
import { standardComponents } from '../standard-components.ts'
import { lintText } from './lint-text.ts'

const registry = new RegistryScope(null, { components: standardComponents })

function find(text: string, inputs?: string[]) {
  const { root } = parseCompose(text, { file: 'compose.yaml' })
  const analysis = analyse(root!, { registry, inputs })
  return lintText(analysis).map(({ code, range, message, suggestion }) => {
    const at = text.slice(range.start, range.end).split('\n')[0]
    return `${code} at ${at}: ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`
  })
}

const LENGTH = 'lcod://contract/core/array/length@1'

describe('lintText()', () => {
  test('finds nothing in a compose that is fine', () => {
    expect(
      find(`
compose:
  - call: lcod://flow/foreach@1
    in: { list: $.orders }
    collectPath: $.v
    out: { results: results }
    slots:
      body:
        - call: lcod://flow/if@1
          in: { cond: $slot.item }
          slots: { then: [{ call: lcod://flow/break@1 }] }
        - call: lcod://impl/echo@1
          in: { value: $slot.item, }
          out: { v: val }
`),
    ).toEqual([])
  })

  test('names the nearest id, input, slot and value', () => {
    expect(find('compose: [{ call: lcod://impl/ecko@1 }]')).toEqual([
      'unknown_component at lcod://impl/ecko@1: Nothing here has the id "lcod://impl/ecko@1" → lcod://impl/echo@1',
    ])
    expect(find('compose: [{ call: lcod://tooling/script@1, in: { sorce: x } }]')).toEqual([
      'unknown_input at sorce: "lcod://tooling/script@1" has no input "sorce" → source',
      'missing_input at lcod://tooling/script@1: "lcod://tooling/script@1" needs the input "source" (string)',
    ])
    expect(find('compose: [{ call: lcod://flow/if@1, slots: { thn: [] } }]')).toEqual([
      'unknown_slot at thn: "lcod://flow/if@1" has no slot "thn" → then',
    ])
    expect(find('compose: [{ call: lcod://contract/core/string/trim@1, in: { text: a, mode: strt } }]')).toEqual([
      'invalid_value at strt: "mode" must be one of "both", "start", "end", found "strt" → start',
    ])
  })

  test('finds what is missing', () => {
    expect(find('compose: [{ call: lcod://flow/foreach@1, in: { list: [] } }]')).toEqual([
      'missing_slot at lcod://flow/foreach@1: "lcod://flow/foreach@1" needs a slot "body"',
    ])
    expect(find(`compose: [{ call: ${LENGTH}, in: { items: null } }]`)).toHaveLength(1)
    expect(find(`compose: [{ call: ${LENGTH}, in: { ...: = } }]`)).toEqual([])
  })

  test('judges literals inside containers, and leaves paths alone', () => {
    const get = (path: string) =>
      find(`compose: [{ call: lcod://contract/core/object/get@1, in: { object: $.o, path: ${path} } }]`)
    expect(get('[a, $.b, 1]')).toEqual([])
    expect(get('[a, true]')).toEqual(['invalid_value at true: "path" must be a string or an integer, found true'])
  })

  test('finds fields that a result does not have, also of a slot state', () => {
    expect(find(`compose: [{ call: ${LENGTH}, in: { items: [] }, out: { length: n } }]`)).toEqual([
      'reversed_out at n: "length: n" looks reversed: the result has a field "length" and none named "n"',
    ])
    const branch = (out: string) =>
      find(
        `compose: [{ call: lcod://flow/if@1, out: ${out}, slots: { then: [{ call: lcod://impl/echo@1, out: { v: val } }] } }]`,
        ['a'],
      )
    expect(branch('{ v: v, a: a }')).toEqual([])
    expect(branch('{ other: other }')).toEqual([
      'reversed_out at other: The result has no field "other", only "v", "a"',
    ])
  })

  test('finds paths that nothing sets only where everything is known', () => {
    const read = '{ call: lcod://impl/echo@1, in: { value: $.ordrs.0 } }'
    expect(find(`compose: [${read}]`)).toEqual([])
    expect(find(`compose: [${read}]`, ['orders'])).toEqual([
      'unknown_state_key at $.ordrs.0: Nothing sets "ordrs" before this step → $.orders.0',
    ])
    expect(find('compose: [{ call: lcod://impl/echo@1, in: { value: $slot.item } }]')).toEqual([
      'unknown_slot_variable at $slot.item: "$slot.item" has no value here: there are no slot variables',
    ])
  })

  test('knows which slots are loops', () => {
    const body = (operator: string, slot: string) =>
      find(`compose: [{ call: lcod://flow/${operator}@1, slots: { ${slot}: [{ call: lcod://flow/break@1 }] } }]`)
    expect(body('foreach', 'body')).toEqual([])
    expect(body('foreach', 'body: [], else')).toEqual([
      'signal_outside_loop at lcod://flow/break@1: "flow/break" stands outside of a loop',
    ])
    expect(body('if', 'then')).toHaveLength(1)
  })

  test('follows the state of a while loop', () => {
    const loop = (path: string) =>
      find(`
compose:
  - call: lcod://flow/while@1
    in: { state: { n: 0 } }
    slots:
      condition: [{ call: lcod://impl/echo@1, in: { value: $.n }, out: { continue: val } }]
      body: [{ call: lcod://impl/echo@1, in: { value: ${path} }, out: { done: val } }]
`)
    expect([...loop('$.n'), ...loop('$.done'), ...loop('$slot.state.n')]).toEqual([])
    expect(loop('$.outer')).toEqual(['unknown_state_key at $.outer: Nothing sets "outer" before this step'])
  })

  test('checks the composes inside registry scopes and tests', () => {
    expect(
      find(`
compose:
  - call: lcod://tooling/registry/scope@1
    in:
      components:
        - { id: lcod://demo/a@1, inputs: [x], outputs: [y], compose: [{ call: lcod://impl/echo@1, in: { value: $.z }, out: { y: val } }] }
    slots:
      body: [{ call: lcod://demo/a@1, in: { w: 1 }, out: { r: y } }, { call: lcod://demo/b@1 }]
  - call: lcod://tooling/test_checker@1
    in: { compose: [{ call: lcod://impl/echo@1, in: { value: $.q } }], input: { p: 1 }, expected: {} }
`),
    ).toEqual([
      'unknown_state_key at $.z: Nothing sets "z" before this step → $.x',
      'unknown_input at w: "lcod://demo/a@1" has no input "w" → x',
      'unknown_component at lcod://demo/b@1: Nothing here has the id "lcod://demo/b@1" → lcod://demo/a@1',
      'unknown_state_key at $.q: Nothing sets "q" before this step → $.p',
    ])
  })
})
