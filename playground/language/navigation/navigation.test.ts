import { describe, expect, test } from 'vitest'
import { hoverToMarkdown } from '../hover/hover.ts'
import { openText } from '../testing/open-text.ts'
import { applyEdits } from '../text-edit.ts'

const ECHO = 'lcod://impl/echo@1'

function hover(written: string) {
  const { service, file, offset } = openText(written)
  return service.hover(file, offset)
}

describe('hoverAt()', () => {
  test('tells what a component takes and gives', () => {
    const found = hover('compose: [{ call: lcod://contract/core/string/tr|im@1 }]')!
    expect(found).toMatchObject({
      title: 'lcod://contract/core/string/trim@1',
      signature: 'trim(text, mode?) → { value }',
      tables: [
        { caption: 'Inputs', columns: ['Name', 'Type', 'Meaning'] },
        { caption: 'Outputs', rows: [['value', 'string', 'The trimmed text']] },
      ],
    })
    expect(found.tables[0]!.rows[1]).toEqual(['mode?', '"both" | "start" | "end"', 'Which ends (default "both")'])
    expect(hoverToMarkdown(found)).toContain('| mode? | "both" \\| "start" \\| "end" | Which ends (default "both") |')
  })

  test('names inputs, outputs, slots and paths', () => {
    const text = (value: string, more = '') =>
      `compose:\n  - call: ${ECHO}\n    out: { n: val }\n  - call: lcod://flow/foreach@1\n    in: { list: ${value} }\n${more}`
    expect(hover(text('$.|n'))).toMatchObject({ title: '$.n: any', paragraphs: ['The same value', `Set by ${ECHO}`] })
    expect(hover(text('$.|x'))).toMatchObject({ title: '$.x', tables: [{ rows: [['n', 'any']] }] })
    expect(hover(text('[]', '    slots: { bo|dy: [] }\n'))).toMatchObject({
      title: 'Slot body',
      tables: [{ rows: [['$slot.item'], ['$slot.index']] }],
    })
    expect(hover(text('[]', '    out: { r: resu|lts }\n'))).toMatchObject({ title: 'r: list' })
    expect(hover(`compose: [{ call: ${ECHO}, in: { val|ue: 1 } }]`)).toMatchObject({ title: 'value: any' })
    expect(hover('compo|se: []')).toBeUndefined()
  })

  test('gives no markup to whoever shows it', () => {
    const markdown = hoverToMarkdown({
      range: { start: 0, end: 0 },
      title: '<img src=x>',
      signature: 'a```b',
      paragraphs: ['[x](javascript:y)', 'a | b'],
      tables: [{ caption: 'T', columns: ['c|d'], rows: [['<b>']] }],
    })
    expect(markdown).not.toMatch(/(?<!\\)[<[]/)
    expect(markdown.match(/```/g)).toHaveLength(2)
  })
})

describe('definitionAt()', () => {
  test('finds the step that wrote a key, and the operator of a variable', () => {
    const written = (value: string) => `
compose:
  - call: ${ECHO}
    out: { total: val }
  - call: lcod://flow/foreach@1
    slots:
      body:
        - call: lcod://flow/if@1
          slots: { then: [{ call: ${ECHO}, in: { value: ${value} } }] }
`
    const target = (value: string) => {
      const { service, file, offset, text } = openText(written(value))
      const found = service.definition(file, offset)
      return found === undefined ? undefined : text.slice(found.range.start, found.range.end)
    }
    expect(target('$.to|tal')).toBe('total')
    expect(target('$slot.it|em')).toBe('lcod://flow/foreach@1')
    expect(target('$.ot|her')).toBeUndefined()
  })

  test('finds components of the workspace and of the text', () => {
    const workspace = {
      findComponent: (id: string) => (id === 'lcod://demo/a@1' ? { file: 'a/compose.yaml' } : undefined),
    }
    const { service, file, offset } = openText('compose: [{ call: lcod://demo/|a@1 }]', { workspace })
    expect(service.definition(file, offset)).toEqual({ file: 'a/compose.yaml', range: { start: 0, end: 0 } })
    const inline = openText(`compose:
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: lcod://demo/b@1, compose: [] }] }
    slots: { body: [{ call: lcod://demo/|b@1 }] }
`)
    const found = inline.service.definition(inline.file, inline.offset)
    expect(found?.range.start).toBe(inline.text.indexOf('lcod://demo/b@1'))
  })
})

describe('symbolsOf()', () => {
  test('gives steps and slots as a tree', () => {
    const { service, file, text } = openText(`compose:
  - call: lcod://flow/if@1
    out: { v: v }
    slots: { then: [{ call: ${ECHO} }] }
  - in: {}
`)
    const [first, second] = service.symbols(file)
    expect(first).toMatchObject({ kind: 'step', name: 'flow/if', detail: 'v', pointer: '/compose/0' })
    expect(first!.children).toMatchObject([{ kind: 'slot', name: 'then', children: [{ name: 'impl/echo' }] }])
    expect(second!.name).toBe('…')
    expect(service.stepAt(file, text.indexOf('impl/echo'))).toBe('/compose/0/slots/then/0')
    const range = service.rangeOf(file, '/compose/0/slots/then/0')!
    expect(text.slice(range.start, range.end)).toBe(`{ call: ${ECHO} }`)
  })
})

describe('renameAt()', () => {
  function rename(written: string, name = 'fresh', options: Parameters<typeof openText>[1] = {}): string {
    const { service, file, offset, text } = openText(written, options)
    const result = service.rename(file, offset, name)
    return 'refused' in result ? `refused: ${result.refused}` : applyEdits(text, result.edits)
  }

  test('renames every write and read of the steps that share the state', () => {
    const text = (k: string, first: string) => `compose:
  - call: ${ECHO}
    out: { ${first}: val }
  - call: lcod://flow/if@1
    in: { cond: $.${k}.length }
    slots: { then: [{ call: ${ECHO}, in: { value: [$.${k}, '$.${k}'] }, out: { ${k}: val } }] }
    out: { ${k}: ${k} }
`
    expect(rename(text('old', 'ol|d'))).toBe(text('fresh', 'fresh'))
  })

  test('writes out what the shorthand meant', () => {
    expect(
      rename(
        `compose:\n  - { call: lcod://impl/set@1, in: { val: 1 }, out: { v|al: = } }\n  - { call: ${ECHO}, in: { val: = } }\n`,
      ),
    ).toBe(
      `compose:\n  - { call: lcod://impl/set@1, in: { val: 1 }, out: { fresh: val } }\n  - { call: ${ECHO}, in: { val: $.fresh } }\n`,
    )
  })

  test('refuses what others may know', () => {
    const step = (out: string, more = '') => `compose:\n  - { call: ${ECHO}, out: { ${out}: val } }\n${more}`
    expect(rename(step('ol|d', `  - { call: ${ECHO}, in: { ...: = } }\n`))).toContain('as a whole')
    expect(rename(step('ol|d'), 'a.b')).toContain('no simple name')
    expect(rename(step('ol|d', `  - { call: ${ECHO}, out: { fresh: val } }\n`))).toContain('in use')
    expect(rename(`compose:\n  - { call: ${ECHO}, in: { value: $.ol|d } }\n`)).toContain('from outside')
    const manifest = { version: '1', inputs: ['x'], outputs: ['old'], slots: [] }
    expect(rename(step('ol|d'), 'fresh', { workspace: { readManifest: () => manifest } })).toContain('declared output')
    expect(rename('compo|se: []')).toContain('No state key')
    expect(
      rename(
        `compose: [{ call: lcod://flow/while@1, slots: { condition: [], body: [{ call: ${ECHO}, out: { ol|d: val } }] } }]`,
      ),
    ).toContain('refused')
  })

  test('tells the key under the cursor', () => {
    const { service, file, offset } = openText(`compose:\n  - { call: ${ECHO}, out: { ol|d: val } }\n`)
    expect(service.renameTarget(file, offset)).toMatchObject({ key: 'old' })
  })
})
