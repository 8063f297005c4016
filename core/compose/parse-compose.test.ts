import { describe, expect, it } from 'vitest'
import { lineColumn } from '../errors/code-frame.ts'
import { composeProblems } from '../errors/compose.ts'
import { fc } from '../testing/fc.ts'
import type { ComposeLimits } from './limits.ts'
import { type ComposeFormat, formatOf, parseCompose } from './parse-compose.ts'

function parse(text: string, format: ComposeFormat = 'yaml', limits: Partial<ComposeLimits> = {}) {
  const { composition, problems } = parseCompose(text, { file: 'a', format, limits })
  const places = problems.map(({ code, source }) => {
    const { line, column } = lineColumn(text, source?.start ?? -1)
    return `${code} ${line}:${column}`
  })
  return { composition, problems, places }
}

describe('parseCompose()', () => {
  it('reads an object with a compose list, and a bare list', () => {
    const at = (text: string, format?: ComposeFormat) => parse(text, format).composition?.steps[0]?.at
    const step = { call: 'a', in: {}, out: {}, slots: {} }
    expect(parse('compose:\n  - call: a\n').composition).toEqual({ file: 'a', steps: [{ ...step, at: [13, 20] }] })
    expect(at('- call: a\n\n# end\n')).toEqual([2, 9])
    expect(at('{ "compose": [{ "call": "a" }] }', 'json')).toEqual([14, 29])
    expect(at('[{"call":"a"}]', 'json')).toEqual([1, 13])
  })

  it('reads a plain = as text', () => {
    expect(parse('- call: a\n  in: { limit: =, "w": "=" }\n').composition?.steps[0]?.in).toEqual({
      limit: '$.limit',
      w: '$.w',
    })
  })

  it('reads the YAML 1.2 core schema', () => {
    const text = '- call: a\n  in: { a: no, b: 012, c: 0o14, d: ~, e: 2024-01-01, f: 1e3, g: -0.5 }\n'
    expect(parse(text).composition?.steps[0]?.in).toEqual({
      a: 'no',
      b: 12,
      c: 12,
      d: null,
      e: '2024-01-01',
      f: 1000,
      g: -0.5,
    })
  })

  it.each([
    ['', 'empty_document 1:1'],
    ['# only a comment\n', 'empty_document 1:1'],
    ['---\n', 'empty_document 1:1'],
    ['null', 'invalid_document 1:1'],
    ['text', 'invalid_document 1:1'],
    ['compose:', 'invalid_steps 1:9'],
    ['compose: { call: a }', 'invalid_steps 1:10'],
    ['{}', 'missing_compose 1:1'],
    ['- call: a\n- {}\n', 'missing_call 2:3'],
    ['- call: a\n  call: b\n', 'duplicate_key 2:3'],
    ['- call: a\n  in: { x: 1, x: 2 }\n', 'duplicate_key 2:15'],
    ['- call: a\n  in: { x: .inf }\n', 'number_not_json 2:12'],
    ['- call: a\n  in: { x: .nan }\n', 'number_not_json 2:12'],
    ['- call: a\n  in: { x: 12345678901234567890 }\n', 'number_not_exact 2:12'],
    ['- call: a\n  in: { x: !!str 5 }\n', 'yaml_tag 2:12'],
    ['- call: a\n  in: { x: !custom 5 }\n', 'yaml_tag 2:12'],
    ['- call: a\n  in: !!set { x }\n', 'yaml_tag 2:7'],
    ['- call: a\n  in: { 1: x }\n', 'non_string_key 2:9'],
    ['- call: a\n  in: { [a]: x }\n', 'non_string_key 2:9'],
    ['- call: a\n  in: { x: *none }\n', 'unknown_anchor 2:12'],
    ['- call: a\n  in: &x { x: *x }\n', 'recursive_alias 2:15'],
    ['%YAML 1.1\n---\n- call: a\n', 'yaml_version 1:1'],
    ['- call: a\n---\n- call: b\n', 'multiple_documents 2:1'],
    ['\t- call: a\n', 'yaml_syntax 1:1'],
    ['- call: "a\n', 'yaml_syntax 2:1'],
    ['- call: a\n  in: { __proto__: 1 }\n', 'reserved_key 2:9'],
    ['- call: a\n  in: { x: { __proto__: { y: 1 } } }\n', 'reserved_key 2:14'],
    ['- call: a\n  out: { constructor: $ }\n', 'reserved_key 2:10'],
  ])('refuses %j', (text, place) => {
    const { composition, places } = parse(text)
    expect(composition).toBeUndefined()
    expect(places).toEqual([place])
  })

  it.each([
    ['', 'empty_document 1:1'],
    [' \n', 'empty_document 1:1'],
    ['[{"call":"a"},]', 'json_syntax 1:15'],
    ['[{"call":"a",}]', 'json_syntax 1:14'],
    ["[{'call':'a'}]", 'json_syntax 1:3'],
    ['[{call:"a"}]', 'json_syntax 1:3'],
    ['[{"call" "a"}]', 'json_syntax 1:10'],
    ['[{"call":"a"}] x', 'json_syntax 1:16'],
    ['[{"call":"a"}', 'json_syntax 1:14'],
    ['[{"call":"a}]', 'json_syntax 1:10'],
    ['[{"call":"a\nb"}]', 'json_syntax 1:12'],
    ['[{"call":"\\x"}]', 'json_syntax 1:11'],
    ['[{"call":"a","in":{"x":01}}]', 'json_syntax 1:24'],
    ['[{"call":"a","in":{"x":+1}}]', 'json_syntax 1:24'],
    ['[{"call":"a","in":{"x":NaN}}]', 'json_syntax 1:24'],
    ['[{"call":"a","in":{"x":undefined}}]', 'json_syntax 1:24'],
    ['[{"call":"a"} // c\n]', 'json_syntax 1:15'],
    ['[{"call":"a","call":"b"}]', 'duplicate_key 1:14'],
    ['[{"call":"a","in":{"x":9007199254740993}}]', 'number_not_exact 1:24'],
    ['[{"call":"a","in":{"x":1e999}}]', 'number_not_json 1:24'],
    ['{"compose":[null]}', 'invalid_step 1:13'],
  ])('refuses the JSON %j', (text, place) => {
    const { composition, places } = parse(text, 'json')
    expect(composition).toBeUndefined()
    expect(places).toEqual([place])
  })

  it('reports all problems in the order of the text, errors and warnings', () => {
    const text = 'version: 1\ncompose:\n  - cal: a\n  - call: b\n    in: 5\n    chidren: []\n'
    const { places, problems } = parse(text)
    expect(places).toEqual([
      'unknown_key 1:1',
      'unknown_key 3:5',
      'missing_call 3:5',
      'invalid_bindings 5:9',
      'unknown_key 6:5',
    ])
    expect(problems[1]).toEqual({
      severity: 'warning',
      code: 'unknown_key',
      message: '"cal" means nothing in a step and is ignored',
      pointer: '/compose/0/cal',
      source: { file: 'a', start: 24, end: 27 },
      hint: 'Did you mean "call"?',
    })
  })

  it('keeps the composition when there are only warnings', () => {
    const { composition, places } = parse('name: x\ncompose: []\n')
    expect(composition?.steps).toEqual([])
    expect(places).toEqual(['unknown_key 1:1'])
  })

  it('warns that << does not merge', () => {
    const { places, problems } = parse('- call: a\n  in: { <<: { x: 1 } }\n')
    expect(places).toEqual(['merge_key 2:9'])
    expect(problems[0]?.severity).toBe('warning')
  })

  it('shares what aliases name, and points into the anchor', () => {
    const { composition } = parse('- &a { call: x, in: &i { v: 1 } }\n- *a\n- { call: y, in: *i }\n')
    expect(composition?.steps.map((step) => [step.call, step.in, step.at])).toEqual([
      ['x', { v: 1 }, [5, 33]],
      ['x', { v: 1 }, [36, 38]],
      ['y', { v: 1 }, [41, 60]],
    ])
  })

  it('skips a byte order mark', () => {
    expect(parse('\uFEFFcompose: []').composition?.steps).toEqual([])
    expect(parse('\uFEFF{"compose":[]}', 'json').composition?.steps).toEqual([])
  })

  it.each([
    ['20,000 open brackets', '['.repeat(20_000), 'yaml'],
    ['20,000 open braces', '{ a: '.repeat(20_000), 'yaml'],
    ['20,000 dashes', '- '.repeat(20_000), 'yaml'],
    ['block maps', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'yaml'],
    ['JSON arrays', '['.repeat(20_000), 'json'],
    ['JSON objects', '{"a":'.repeat(20_000), 'json'],
  ] as const)('stops at nesting: %s', (_, text, format) => {
    const { problems } = parse(text, format)
    expect(problems.map((problem) => problem.code)).toEqual(['too_deep'])
  })

  it('allows exactly the depth of the limit', () => {
    for (const format of ['yaml', 'json'] as const) {
      const nested = (depth: number) => `[{"call":"a","in":{"x":${'['.repeat(depth)}${']'.repeat(depth)}}}]`
      expect(parse(nested(7), format, { depth: 10 }).places).toEqual([])
      expect(parse(nested(8), format, { depth: 10 }).problems[0]?.code).toBe('too_deep')
    }
  })

  it('stops at alias bombs', () => {
    const lines = ['l0: &l0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 40; level++) {
      lines.push(
        `l${level}: &l${level} [${Array(9)
          .fill(`*l${level - 1}`)
          .join(', ')}]`,
      )
    }
    expect(parse(lines.join('\n')).places.at(-1)).toMatch(/^too_many_aliases /)
  })

  it('counts aliased values as what they stand for', () => {
    const text = `- call: a\n  in: { x: &x [${'1,'.repeat(20)}], y: *x, z: *x }\n`
    expect(parse(text, 'yaml', { nodes: 70 }).places).toEqual([])
    expect(parse(text, 'yaml', { nodes: 50 }).problems[0]?.code).toBe('too_many_nodes')
  })

  it('stops at too many values and too many bytes', () => {
    expect(parse('- \n'.repeat(1_000), 'yaml', { nodes: 100 }).problems[0]?.code).toBe('too_many_nodes')
    expect(parse(`[${'1,'.repeat(1_000)}1]`, 'json', { nodes: 100 }).problems[0]?.code).toBe('too_many_nodes')
    expect(parse('ééé', 'yaml', { bytes: 5 }).problems[0]?.code).toBe('too_large')
    expect(parse('[]\n\n\n', 'yaml', { bytes: 5 }).places).toEqual([])
  })

  it.each([',', ']', '{}', '""', '&a ', '- ]\n', '? ', ': ', 'a: }\n'])(
    'reports a bounded number of errors for %j over and over',
    (piece) => {
      const { composition, problems } = parse(`[${piece.repeat(5_000)}`, 'yaml', { depth: 1_000 })
      expect(composition).toBeUndefined()
      expect(problems.length).toBeLessThanOrEqual(20)
      const codes = new Set(problems.map((problem) => problem.code))
      expect(['yaml_syntax', 'too_deep']).toEqual(expect.arrayContaining([...codes]))
    },
  )

  it('reports the first thousand errors and warnings of many', () => {
    const { problems } = parse(`compose:\n${'  - cal: x\n'.repeat(1_500)}`)
    expect(problems.filter((problem) => problem.severity === 'error')).toHaveLength(1_000)
    expect(problems).toHaveLength(2_000)
  })

  it('never throws, keeps every range inside the text, and reads JSON alike from both formats', () => {
    const pieces = fc.constantFrom(
      '- ',
      'call: a',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '&a ',
      '*a',
      '!x ',
      '"',
      "'",
      '|',
      '? ',
      '__proto__',
      '...',
      '=',
      '1',
      '%',
      '#',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        for (const format of ['yaml', 'json'] as const) {
          const { composition, problems } = parseCompose(text, { file: 'a', format })
          expect(composition === undefined).toBe(problems.some((problem) => problem.severity === 'error'))
          for (const { code, source } of problems) {
            expect(Object.keys(composeProblems)).toContain(code)
            expect(source?.start).toBeGreaterThanOrEqual(0)
            expect(source?.end).toBeGreaterThanOrEqual(source?.start ?? 0)
            expect(source?.start).toBeLessThanOrEqual(text.length)
          }
        }
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify([{ call: 'a', in: { value } }])
        const [yaml, json] = [parse(text, 'yaml'), parse(text, 'json')]
        expect(yaml.composition).toEqual(json.composition)
        expect(yaml.places).toEqual(json.places)
      }),
    )
  })
})

describe('formatOf()', () => {
  it('goes by the extension', () => {
    expect(['a.yaml', 'a.YML', 'a.json', 'a.txt', 'a.b/stdin', '<stdin>'].map(formatOf)).toEqual([
      'yaml',
      'yaml',
      'json',
      'json',
      'yaml',
      'yaml',
    ])
  })
})
