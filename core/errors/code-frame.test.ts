import { describe, expect, it } from 'vitest'
import { fc } from '../testing/fc.ts'
import { codeFrame, formatProblem, lineColumn } from './code-frame.ts'

describe('lineColumn()', () => {
  it('counts both from 1, over LF and CRLF', () => {
    const text = 'ab\r\ncd\n\ne'
    expect([0, 2, 4, 5, 7, 8, 9].map((offset) => lineColumn(text, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ])
  })

  it('keeps offsets outside the text at its ends', () => {
    expect(lineColumn('a\n', 99)).toEqual({ line: 2, column: 1 })
    expect(lineColumn('a', -5)).toEqual({ line: 1, column: 1 })
    expect(lineColumn('', 0)).toEqual({ line: 1, column: 1 })
  })
})

/** Frame of the part of `text` between the marks. */
function frameOf(marked: string): string[] {
  const start = marked.indexOf('«')
  const end = marked.indexOf('»') - 1
  return codeFrame(marked.replace(/[«»]/g, ''), { start, end }).split('\n')
}

describe('codeFrame()', () => {
  it('shows two lines around and underlines the range', () => {
    expect(frameOf('one\ntwo\nthree\nfo«ur»\nfive\nsix\nseven')).toEqual([
      '  2 | two',
      '  3 | three',
      '> 4 | four',
      '    |   ^^',
      '  5 | five',
      '  6 | six',
    ])
  })

  it('aligns the gutter', () => {
    expect(frameOf('1\n2\n3\n4\n5\n6\n7\n8\n«9»\n10')).toEqual([
      '   7 | 7',
      '   8 | 8',
      '>  9 | 9',
      '     | ^',
      '  10 | 10',
    ])
  })

  it('underlines an empty range, and one at the end of the text', () => {
    expect(frameOf('ab«»c')).toEqual(['> 1 | abc', '    |   ^'])
    expect(frameOf('abc«»')).toEqual(['> 1 | abc', '    |    ^'])
    expect(codeFrame('', { start: 0, end: 0 })).toBe('> 1 |\n    | ^')
  })

  it('underlines the first of several lines', () => {
    expect(frameOf('a: «b\nc»').slice(0, 2)).toEqual(['> 1 | a: b', '    |    ^'])
  })

  it('widens tabs and counts wide characters', () => {
    expect(frameOf('\tx: «yy»')).toEqual(['> 1 |     x: yy', '    |        ^^'])
    expect(frameOf('日本 «x»')).toEqual(['> 1 | 日本 x', '    |      ^'])
    expect(frameOf('e\u0301 «x»')[1]).toBe('    |   ^')
  })

  it('handles CRLF', () => {
    expect(frameOf('a\r\n«b»\r\nc')).toEqual(['  1 | a', '> 2 | b', '    | ^', '  3 | c'])
  })

  it('shows the right lines for every text and offset', () => {
    const texts = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n'), { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(texts, fc.nat(20), (text, start) => {
        const lines = text.split(/\r?\n/)
        const { line } = lineColumn(text, start)
        const shown = codeFrame(text, { start, end: start + 1 }).split('\n')
        const expected = lines
          .map((content, index) => `${index + 1 === line ? '>' : ' '} ${index + 1}|${content}`)
          .slice(Math.max(0, line - 3), line + 2)
        const found = shown.filter((_, index) => index !== Math.min(line, 3))
        expect(found.map((row) => row.replace(/^(.) +(\d+) \| ?/, '$1 $2|'))).toEqual(expected)
      }),
    )
  })

  it('cuts long lines around the range', () => {
    const [line = '', marks = ''] = frameOf(`${'a'.repeat(500)}«bad»${'c'.repeat(500)}`)
    expect(line.length).toBeLessThan(115)
    expect(line).toMatch(/^> 1 \| …a+badc+…$/)
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('bad')
    const [cut = '', under = ''] = frameOf(`«${'a'.repeat(500)}»`)
    expect(cut).toBe(`> 1 | ${'a'.repeat(100)}…`)
    expect(under).toBe(`    | ${'^'.repeat(100)}`)
  })

  it('shows control and direction characters instead of sending them', () => {
    const [line = '', marks = ''] = frameOf('\u001b[31m\u202e«x»\u009b')
    expect(line).toBe('> 1 | ␛[31m\\u{202e}x\\u{9b}')
    expect(line[marks.indexOf('^')]).toBe('x')
  })
})

describe('formatProblem()', () => {
  const problem = {
    severity: 'error',
    code: 'missing_call',
    message: 'No "call"\u0007',
    pointer: '/compose/0',
  } as const

  it('gives the place, the frame and the hint', () => {
    const source = { file: 'a.yaml', start: 2, end: 8 }
    expect(formatProblem({ ...problem, source, hint: 'Add one' }, '- in: {}')).toBe(
      ['a.yaml:1:3: error missing_call: No "call"␇', '> 1 | - in: {}', '    |   ^^^^^^', '  hint: Add one'].join('\n'),
    )
  })

  it('gives the pointer without a text', () => {
    expect(formatProblem({ ...problem, severity: 'warning' })).toBe('warning missing_call: No "call"␇ (at /compose/0)')
    expect(formatProblem({ ...problem, pointer: '', source: { file: 'a', start: 0, end: 0 } })).toBe(
      'a: error missing_call: No "call"␇',
    )
  })
})
