import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { fc } from '../../../core/testing/fc.ts'
import { openText } from '../testing/open-text.ts'
import { applyEdits } from '../text-edit.ts'

function formatted(text: string, file = 'compose.yaml'): string {
  const { service } = openText('', { file })
  service.update(file, text)
  return applyEdits(text, service.format(file))
}

describe('format()', () => {
  test('lays out in two blanks, and keeps comments, blank lines, quotes and order', () => {
    expect(
      formatted(`# head
compose:
- call:   'lcod://impl/echo@1'   # why
  out: {v:   val}


  # before in
  in:
      b: "x"
      a: 0x1F
# tail
`),
    ).toBe(`# head
compose:
  - call: 'lcod://impl/echo@1' # why
    out: { v: val }

    # before in
    in:
      b: "x"
      a: 0x1f

# tail
`)
  })

  test('writes brackets over several lines as lines', () => {
    expect(formatted('compose: [\n  { call: lcod://impl/echo@1,\n    in: { value: [1, 2] } } ]\n')).toBe(
      'compose:\n  - call: lcod://impl/echo@1\n    in: { value: [ 1, 2 ] }\n',
    )
  })

  test('keeps block texts, and line ends', () => {
    const script =
      'compose:\n  - call: lcod://tooling/script@1\n    in:\n      source: |\n        ({ state }) => {\n          return 1 # no comment\n        }\n'
    expect(formatted(script)).toBe(script)
    expect(formatted('compose:\r\n- call: x\r\n')).toBe('compose:\r\n  - call: x\r\n')
  })

  test('leaves alone what is not well-formed', () => {
    expect(formatted('compose: [')).toBe('compose: [')
    expect(formatted('')).toBe('')
    expect(formatted('compose:\n  - call: a\n    in: {x: 1,   *b : 2}\n')).toBe(
      'compose:\n  - call: a\n    in: {x: 1,   *b : 2}\n',
    )
  })

  test('lays out JSON without touching scalars', () => {
    expect(formatted('{"compose":[{"call":"a","in":{"2":1.0,"1":[]}}]}', 'compose.json')).toBe(
      '{ "compose": [{ "call": "a", "in": { "2": 1.0, "1": [] } }] }\n',
    )
    const long = 'x'.repeat(80)
    expect(formatted(`{"compose":[{"call":"${long}"}]}`, 'compose.json')).toBe(
      `{\n  "compose": [\n    {\n      "call": "${long}"\n    }\n  ]\n}\n`,
    )
  })

  test('gives one edit around what changes', () => {
    const { service, file, text } = openText('compose:\n  - call:  x\n  - call: y\n')
    const [edit, ...others] = service.format(file)
    expect(others).toEqual([])
    expect(text.slice(edit!.range.start, edit!.range.end)).toBe(' ')
  })

  test('is idempotent and never changes what a text means', () => {
    const scalar = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('$.a.b', '=', 'true', '1e3', '- x', '# no', 'a: b', 'line\nline\n', ' lead', '|', 'null', ''),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    )
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !/proto|constructor/.test(name))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        scalar,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
      ),
    }))
    const step = fc.record({ call: fc.constant('lcod://impl/echo@1'), in: fc.dictionary(key, value, { maxKeys: 3 }) })
    const layout = fc.record({
      indent: fc.integer({ min: 1, max: 6 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'QUOTE_DOUBLE' as const,
        'QUOTE_SINGLE' as const,
        'BLOCK_FOLDED' as const,
      ),
      collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
    })
    const noise = fc.constantFrom('', '\n\n', '# a comment\n', '   # indented\n')
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 3 }),
        layout,
        noise,
        noise,
        (steps, options, head, tail) => {
          const text = `${head}${stringify({ compose: steps }, { ...options, aliasDuplicateObjects: false })}${tail}`
          const once = formatted(text)
          expect(formatted(once)).toBe(once)
          const [before, after] = [text, once].map((one) => parseCompose(one, { file: 'compose.yaml' }))
          expect(after!.root?.value).toEqual(before!.root?.value)
          expect(after!.composition?.steps.map(({ call, in: input }) => [call, input])).toEqual(
            before!.composition?.steps.map(({ call, in: input }) => [call, input]),
          )
        },
      ),
    )
  })
})
