import { describe, expect, test } from 'vitest'
import { openText } from '../testing/open-text.ts'
import { applyEdits } from '../text-edit.ts'

function labels(written: string, options?: Parameters<typeof openText>[1]): string[] {
  const { service, file, offset } = openText(written, options)
  return service.completions(file, offset).items.map(({ label }) => label)
}

/** The text after choosing a label. */
function choose(written: string, label: string): string {
  const { service, file, offset, text } = openText(written)
  const { items, range } = service.completions(file, offset)
  const item = items.find((one) => one.label === label)
  if (item === undefined) throw new Error(`No item ${label} among ${items.map((one) => one.label).join(', ')}`)
  return applyEdits(text, [{ range, text: item.insert }])
}

const ECHO = 'lcod://impl/echo@1'
const TRIM = 'lcod://contract/core/string/trim@1'

describe('complete() call', () => {
  test('finds ids by letters in order, the best first', () => {
    expect(labels('compose:\n  - call: forea|')[0]).toBe('lcod://flow/foreach@1')
    expect(labels('compose:\n  - call: fl/whl|')[0]).toBe('lcod://flow/while@1')
    expect(labels('compose:\n  - call: |').length).toBe(100)
    expect(labels('compose: [{ call: lcod://impl/ec| }]')[0]).toBe(ECHO)
  })

  test('inserts required inputs and slots with places to type over', () => {
    expect(choose('compose:\n  - call: trim|', TRIM)).toBe(`compose:\n  - call: ${TRIM}\n    in:\n      text: $.text`)
    expect(choose('compose:\n  - call: whi|\n    in: { state: {} }\n', 'lcod://flow/while@1')).toBe(
      'compose:\n  - call: lcod://flow/while@1\n    slots:\n      condition:\n        - call: lcod://\n      body:\n        - call: lcod://\n    in: { state: {} }\n',
    )
    expect(choose('compose: [{ call: trim| }]', TRIM)).toBe(`compose: [{ call: ${TRIM}, in: { text: $.text } }]`)
    const { service, file, offset } = openText('compose:\n  - call: trim|')
    const item = service.completions(file, offset).items[0]!
    expect(item.placeholders?.map(({ start, end }) => item.insert.slice(start, end))).toEqual(['$.text'])
  })

  test('knows the components of a registry scope inside it', () => {
    const scope = (id: string) => `
compose:
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: lcod://demo/mine@1, compose: [] }] }
    slots:
      body:
        - call: ${id}
`
    expect(labels(scope('mine|'))).toContain('lcod://demo/mine@1')
  })
})

describe('complete() in', () => {
  test('offers inputs that are missing, the required ones first', () => {
    expect(labels(`compose:\n  - call: ${TRIM}\n    in:\n      |`)).toEqual(['text', 'mode'])
    expect(labels(`compose:\n  - call: ${TRIM}\n    in:\n      text: a\n      m|\n    out: { v: value }`)).toEqual([
      'mode',
    ])
    expect(labels(`compose: [{ call: ${TRIM}, in: { | } }]`)).toEqual(['text', 'mode'])
    expect(labels(`compose: [{ call: ${TRIM}, in: { text: a, | } }]`)).toEqual(['mode'])
    expect(choose(`compose:\n  - call: ${TRIM}\n    in:\n      mo|: start\n`, 'mode')).toContain('      mode: start\n')
  })

  test('offers enum values, defaults, booleans, and paths of a fitting type', () => {
    expect(labels(`compose:\n  - call: ${TRIM}\n    in:\n      mode: |`)).toEqual(['both', 'start', 'end'])
    expect(labels('compose:\n  - call: lcod://flow/foreach@1\n    in:\n      ordered: |')).toEqual(['true', 'false'])
    const items = `
compose:
  - call: lcod://contract/core/array/length@1
    in: { items: [1] }
    out: { n: length }
  - call: ${ECHO}
    out: { any: val }
  - call: ${TRIM}
    in: { text: | }
`
    expect(labels(items)).toEqual(['$.any', '$.n'])
  })

  test('offers keys of objects inside an input', () => {
    const component = {
      id: 'lcod://demo/place@1',
      input: {
        type: 'object',
        properties: { at: { type: 'object', properties: { lat: { type: 'number' }, lon: { type: 'number' } } } },
      },
    }
    expect(
      labels('compose:\n  - call: lcod://demo/place@1\n    in:\n      at:\n        l|', { components: [component] }),
    ).toEqual(['lat', 'lon'])
  })
})

describe('complete() paths', () => {
  const before = `
compose:
  - call: ${ECHO}
    in: { value: 1 }
    out: { first: val }
  - call: lcod://flow/try@1
    slots:
      body:
        - call: ${ECHO}
          out: { inner: val }
      catch:
        - call: ${ECHO}
          in:
            value: `

  test('offers what is in scope at the step, and no more', () => {
    expect(labels(`${before}$.|`)).toEqual(['$.first'])
    expect(labels(`${before}$slot.|`)).toEqual(['$slot.phase', '$slot.error'])
    expect(labels(`${before}|`)).toEqual(['$.first', '$slot.phase', '$slot.error'])
  })

  test('goes into fields', () => {
    expect(labels(`${before}$slot.error.|`)).toEqual(['$slot.error.code', '$slot.error.message', '$slot.error.data'])
    expect(labels(`${before}$slot.error.me|`)).toEqual(['$slot.error.message'])
  })

  test('knows items of a list, and what collectPath can see', () => {
    const loop = (item: string, collect: string) => `
compose:
  - call: lcod://impl/set@1
    in: { orders: [{ id: 1, total: 2 }] }
    out: { orders: orders }
  - call: lcod://flow/foreach@1
    in: { list: $.orders }
    collectPath: ${collect}
    slots:
      body:
        - call: ${ECHO}
          in: { value: ${item} }
          out: { v: val }
`
    expect(labels(loop('$slot.item.|', '$.v'))).toEqual(['$slot.item.id', '$slot.item.total'])
    expect(labels(loop('1', '$.|'))).toEqual(['$.v', '$.orders'])
  })

  test('offers declared inputs', () => {
    const manifest = { version: '1', inputs: ['city'], outputs: [], slots: [] }
    const workspace = { readManifest: () => manifest }
    expect(labels(`compose:\n  - call: ${ECHO}\n    in: { value: $.| }`, { workspace })).toEqual(['$.city'])
  })
})

describe('complete() elsewhere', () => {
  test('offers fields of the result in out', () => {
    const step = `compose:\n  - call: ${TRIM}\n    in: { text: a }\n    out:\n`
    expect(labels(`${step}      v: |`)).toEqual(['value', '$'])
    expect(labels(`${step}      v: $.|`)).toEqual(['$.value'])
    expect(choose(`${step}      |`, 'value')).toBe(`${step}      value: value`)
  })

  test('offers slots, step keys, steps and the document key', () => {
    expect(labels('compose:\n  - call: lcod://flow/if@1\n    slots:\n      |')).toEqual(['then', 'else'])
    expect(labels('compose:\n  - call: lcod://flow/if@1\n    |')).toEqual(['in', 'out', 'slots', 'collectPath'])
    expect(labels('compose:\n  - |')[0]).toBe('call')
    expect(labels('compose:\n  - call: lcod://flow/if@1\n    slots:\n      then:\n        |')).toEqual(['- call'])
    expect(labels('|')).toEqual(['compose'])
    expect(labels('compose:\n  - call: lcod://flow/if@1\n    sl|\n  - call: x\n')).toEqual(['slots'])
  })

  test('is silent in comments, block texts and JSON', () => {
    expect(labels('compose: # ca|')).toEqual([])
    expect(
      labels('compose:\n  - call: lcod://tooling/script@1\n    in:\n      source: >\n        ({ st|ate }) => 1\n'),
    ).toEqual([])
    expect(labels('{ "compose": [{ "call": "|" }] }', { file: 'compose.json' })).toEqual([])
  })

  test('works below text that is broken', () => {
    expect(
      labels(
        `compose:\n  - call: ${ECHO}\n    in: { value: [1, }\n    out: { v: val }\n  - call: ${TRIM}\n    in:\n      te|`,
      ),
    ).toEqual(['text'])
  })
})
