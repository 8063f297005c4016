import { describe, expect, test } from 'vitest'
import { readScriptInput } from './script-input.ts'

const SOURCE = '() => 1'

describe('readScriptInput()', () => {
  test.each([
    [{}, 'Script source must be a non-empty string'],
    [{ source: ' ' }, 'Script source must be a non-empty string'],
    [{ source: SOURCE, language: 'lua' }, 'Unsupported scripting language: lua'],
    [{ source: SOURCE, language: { toString: false } }, 'Unsupported scripting language: an object'],
    [{ source: SOURCE, tools: {} }, 'tools must be an array, found an object'],
    [{ source: SOURCE, tools: [{ source: SOURCE }] }, 'tools[0].name must be a non-empty string'],
    [{ source: SOURCE, tools: [{ name: 'a' }] }, 'tools[0].source must be a non-empty string'],
    [{ source: SOURCE, fuel: 1.5 }, 'fuel must be a whole number above 0, found a number'],
    [{ source: SOURCE, fuel: -1 }, 'fuel must be a whole number above 0, found a number'],
    [{ source: SOURCE, imports: { a: null } }, 'imports.a must be a component id, found null'],
  ])('refuses %j', (input, message) => {
    expect(() => readScriptInput(input)).toThrow(expect.objectContaining({ code: 'invalid_input', message }))
  })

  test('takes null for absent', () => {
    const input = { source: SOURCE, language: null, bindings: null, imports: null, tools: null, timeoutMs: null }
    expect(readScriptInput(input)).toMatchObject({
      bindings: [],
      imports: {},
      tools: [],
      limits: { timeoutMs: 1000 },
      state: undefined,
    })
  })

  test.each([
    [{ input: { a: 1 }, b: 2 }, { a: 1 }],
    [{ input: null, b: 2 }, null],
    [{ input: undefined, b: 2, c: undefined }, { b: 2 }],
    [{ input: {} }, {}],
    [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
    [{ meta: {}, config: {}, streams: [] }, undefined],
  ])('finds the state in %j', (input, state) => {
    expect(readScriptInput({ source: SOURCE, ...input }).state).toEqual(state)
  })

  test.each([
    [50, 50],
    [0.2, 1],
    [0, 1000],
    [-1, 1000],
    ['9', 1000],
  ])('reads timeoutMs %j as %i', (timeoutMs, expected) => {
    expect(readScriptInput({ source: SOURCE, timeoutMs }).limits).toEqual({ timeoutMs: expected })
  })

  test('prepares one literal once', () => {
    const bindings = { a: { path: '$.b' } }
    const tools = [{ name: 't', source: SOURCE }]
    const first = readScriptInput({ source: SOURCE, bindings, tools })
    const second = readScriptInput({ source: SOURCE, bindings, tools })
    expect(second.bindings).toBe(first.bindings)
    expect(second.tools).toBe(first.tools)
  })
})
