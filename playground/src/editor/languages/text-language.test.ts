import { ensureSyntaxTree, foldable } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { newLineIndent } from './by-indentation.ts'
import { textLanguage } from './text-language.ts'

/** The words of a text with what they are taken for. */
function words(path: string, text: string): string[] {
  const state = EditorState.create({ doc: text, extensions: textLanguage(path) })
  const found: string[] = []
  ensureSyntaxTree(state, text.length)?.iterate({
    enter({ name, from, to }) {
      if (name !== 'Document') found.push(`${name} ${text.slice(from, to)}`)
    },
  })
  return found.filter((word) => !word.startsWith('punctuation'))
}

describe('textLanguage()', () => {
  test('tells keys, ids, paths and values of YAML apart', () => {
    expect(words('a.yaml', '- call: lcod://flow/if@1 # when\n  in: { cond: $.a.b, "n": -1.5, off: true }')).toEqual([
      'propertyName call',
      'url lcod://flow/if@1',
      'comment # when',
      'propertyName in',
      'propertyName cond',
      'variableName $.a.b',
      'propertyName "n"',
      'number -1.5',
      'propertyName off',
      'bool true',
    ])
  })

  test('knows where a block of text ends, whatever is in it', () => {
    const text = '- in:\n    source: |\n      a: {\n\n      # b\n    next: "two\n      lines"\n  out: x'
    expect(words('a.yaml', text)).toEqual([
      'propertyName in',
      'propertyName source',
      'string       a: {',
      'string       # b',
      'propertyName next',
      'string "two',
      'string       lines"',
      'propertyName out',
      'string x',
    ])
  })

  test('keeps a colon, a hash and a dash inside of words', () => {
    expect(words('a.yaml', 'a-b: x#y:z\nurl: http://x\n- -1\n')).toEqual([
      'propertyName a-b',
      'string x#y:z',
      'propertyName url',
      'string http://x',
      'number -1',
    ])
  })

  test('reads JSON', () => {
    expect(words('a.json', '{ "a": [1, "b", null], "c": "$.x" }')).toEqual([
      'propertyName "a"',
      'number 1',
      'string "b"',
      'null null',
      'propertyName "c"',
      'variableName "$.x"',
    ])
  })

  test('reads TOML, with texts of several lines and inline tables', () => {
    const text =
      'id = "lcod://a/b@1" # id\n[inputs.who]\nrequired = true\nschema = """\n[x]\n"""\nt = { a = 1, b = [2, 3] }'
    expect(words('lcp.toml', text)).toEqual([
      'propertyName id',
      'url "lcod://a/b@1"',
      'comment # id',
      'heading [inputs.who]',
      'propertyName required',
      'bool true',
      'propertyName schema',
      'string """',
      'string [x]',
      'string """',
      'propertyName t',
      'propertyName a',
      'number 1',
      'propertyName b',
      'number 2',
      'number 3',
    ])
  })

  test('leaves other files alone', () => {
    expect(words('notes.txt', 'a: 1')).toEqual([])
  })

  test('folds what is indented more', () => {
    const doc = 'a:\n  b:\n    - c\n\n    - d\n  e: f\n'
    const state = EditorState.create({ doc, extensions: textLanguage('a.yaml') })
    const folded = (line: number) => {
      const { from, to } = state.doc.line(line)
      const range = foldable(state, from, to)
      return range === null ? null : doc.slice(range.from, range.to)
    }
    expect(folded(2)).toBe('\n    - c\n\n    - d')
    expect(folded(1)).toBe('\n  b:\n    - c\n\n    - d\n  e: f')
    expect(folded(6)).toBeNull()
  })
})

describe('newLineIndent()', () => {
  test.each([
    ['  - call: x', 4],
    ['    slots:', 6],
    ['  - in:', 6],
    ['  source: |', 4],
    ['  a: "b:"', 2],
    ['  a: { # open', 4],
    ['  a: b # c:', 2],
    ['  "a":', 4],
    ['', 0],
  ])('puts what follows %j at column %i', (line, column) => {
    expect(newLineIndent(line, 2)).toBe(column)
  })
})
