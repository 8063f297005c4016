import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { fc } from '../../../core/testing/fc.ts'
import { ChunkReader } from './chunk-reader.ts'

const whole = (text: string) => parseCompose(text, { file: 'compose.yaml' }).root

describe('ChunkReader.read()', () => {
  test('gives what reading the whole text gives', () => {
    const reader = new ChunkReader()
    for (const text of [
      'compose:\n  - call: a\n    in: { x: [1, 2] }\n\n  # between\n  - call: b\n    in:\n      y: |\n        - no step\n      z:\n# tail\n',
      '# head\n- call: a\n- call: b # why\n-\n',
      'compose: # c\n\n- call: a\n  slots:\n    body:\n    - call: c\n- "text"\n',
      'compose:\r\n  - call: a\r\n  - call: b\r\n',
    ]) {
      expect(reader.read(text), text).toEqual(whole(text))
      expect(reader.read(text), text).not.toBeUndefined()
    }
  })

  test('leaves to the whole reader what spans steps, is broken, or has another form', () => {
    const reader = new ChunkReader()
    for (const text of [
      '',
      'compose: []\n',
      'compose:\n  - call: [a\n  - b]\n',
      'compose:\n  - call: "a\n  - b"\n',
      'compose:\n  - &a call: x\n  - *a\n',
      'compose:\n  - call: x\n    in: { a: 1, a: 2 }\n',
      'compose:\n  - call: x\nother: 1\n',
      'compose:#\n- call: x\n',
      '---\ncompose:\n  - call: x\n',
      'compose:\n  - call: x\n---\n',
      '- call: x\n...\n- call: y\n',
    ]) {
      expect(reader.read(text), text).toBeUndefined()
    }
  })

  test('leaves to the whole reader what has more values than a document may have', () => {
    const stepOf = (values: number) => `  - [${'1,'.repeat(values - 2)}1]\n`
    // 199,998 values in the steps, one list and one mapping around them.
    const largest = `compose:\n${stepOf(999).repeat(200)}${stepOf(198)}`
    const reader = new ChunkReader()
    expect(reader.read(largest)).not.toBeUndefined()
    expect(reader.read(`${largest}  - 1\n`)).toBeUndefined()
  })

  test('agrees with the whole reader on texts of any layout', () => {
    const reader = new ChunkReader()
    const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('- x', 'a\n- b\n', '# c', '', '&a', '*a', '---'))
    const step = fc.record({
      call: text,
      in: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text)), { maxKeys: 3 }),
    })
    const layout = fc.record({
      indent: fc.integer({ min: 1, max: 4 }),
      indentSeq: fc.boolean(),
      defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'BLOCK_LITERAL' as const),
      collectionStyle: fc.constantFrom('any' as const, 'block' as const),
    })
    const cut = fc.record({
      at: fc.nat(200),
      letter: fc.constantFrom('', '"', '[', '- ', '\n- ', '#', '&a ', '|', ' '),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), layout, cut, (steps, options, { at, letter }) => {
        const written = stringify({ compose: steps }, options)
        const broken = written.slice(0, at) + letter + written.slice(at)
        for (const one of [written, broken]) {
          const read = reader.read(one)
          if (read !== undefined) expect(read).toEqual(whole(one))
          if (reader.syntaxErrors(one).length > 0) expect(whole(one), one).toBeUndefined()
        }
      }),
    )
  })
})

describe('ChunkReader.syntaxErrors()', () => {
  test('tells the place in the whole text', () => {
    const text = 'compose:\n  - call: a\n  - call: b\n    in: { x: 1\n  - call: c\n'
    const [error] = new ChunkReader().syntaxErrors(text)
    expect(error?.code).toBe('yaml_syntax')
    expect(error!.range.start).toBeGreaterThan(text.indexOf('call: b'))
    expect(error!.range.end).toBeLessThanOrEqual(text.indexOf('call: c'))
  })
})

describe('ChunkReader.readTolerant()', () => {
  test('keeps the damage of a broken step to that step', () => {
    const root = new ChunkReader().readTolerant('compose:\n  - call: a\n    in: { x: [1\n  - call: b\n')
    expect(root?.entries?.get('compose')?.node.items?.[1]?.value).toEqual({ call: 'b' })
  })
})
