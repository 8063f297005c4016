import { describe, expect, test } from 'vitest'
import { fc } from '../../core/testing/fc.ts'
import { openText } from './testing/open-text.ts'
import { applyEdits } from './text-edit.ts'

const TEXT = `# orders
compose:
  - call: lcod://flow/foreach@1
    in: { list: $.orders, ...: = }
    collectPath: $.v
    out: { results: results, "n?": $.results.0 }
    slots:
      body:
        - call: lcod://tooling/script@1
          in:
            input: &a { x: $slot.item }
            again: *a
            source: |
              ({ state }) => ({ v: state.x })
          out: { v: v }
      else: []
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: lcod://demo/a@1, compose: [{ call: lcod://impl/echo@1 }] }], bindings: { a: b } }
    children: [{ call: lcod://demo/a@1 }]
`

const JSON_TEXT = JSON.stringify({ compose: [{ call: 'lcod://flow/if@1', in: { cond: '$.a' }, slots: { then: [] } }] })

describe('LanguageService', () => {
  test('answers at every place of any text, however broken', () => {
    const change = fc.record({
      at: fc.nat(TEXT.length),
      removed: fc.nat(30),
      added: fc.constantFrom(
        '',
        '{',
        '}',
        '[',
        '"',
        '- ',
        ': ',
        '\n',
        '?',
        '&a ',
        '*b',
        '%',
        '\t',
        '__proto__: 1',
        '$.',
        '|',
      ),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), fc.nat(), fc.boolean(), (changes, place, isJson) => {
        let text = isJson ? JSON_TEXT : TEXT
        for (const { at, removed, added } of changes) text = text.slice(0, at) + added + text.slice(at + removed)
        const file = isJson ? 'compose.json' : 'compose.yaml'
        const { service } = openText('', { file })
        service.update(file, text)
        const offset = place % (text.length + 1)
        for (const { range } of service.diagnostics(file)) {
          expect(range.start).toBeGreaterThanOrEqual(0)
          expect(range.end).toBeLessThanOrEqual(text.length)
          expect(range.start < range.end || text === '').toBe(true)
        }
        for (const { edits } of service.quickFixes(file, { start: 0, end: text.length })) applyEdits(text, edits)
        for (const { insert, placeholders = [] } of service.completions(file, offset).items) {
          for (const { end } of placeholders) expect(end).toBeLessThanOrEqual(insert.length)
        }
        service.hover(file, offset)
        service.definition(file, offset)
        service.symbols(file)
        service.stepAt(file, offset)
        service.renameTarget(file, offset)
        service.rename(file, offset, 'fresh')
        service.format(file)
      }),
    )
  })

  test('gives what a run would run, for the latest text, and nothing while it has errors', () => {
    const { service, file } = openText('compose: [{ call: impl/echo }]')
    expect(service.composition(file)?.steps.map(({ call }) => call)).toEqual(['impl/echo'])
    service.update(file, 'compose: [{ call: ')
    expect(service.composition(file)).toBeUndefined()
  })

  test('knows nothing of files that it was not given', () => {
    const { service } = openText('compose: []')
    expect(service.symbols('other.yaml')).toEqual([])
    expect(service.hover('other.yaml', 0)).toBeUndefined()
    expect(service.completions('other.yaml', 0).items.map(({ label }) => label)).toEqual(['compose'])
  })
})
