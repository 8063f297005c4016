import { describe, expect, test } from 'vitest'
import { openText } from '../testing/open-text.ts'
import { applyEdits } from '../text-edit.ts'

/** Title → text after the fix. */
function fixes(written: string, file = 'compose.yaml'): Record<string, string> {
  const { service, text } = openText(written, { file })
  const all = service.quickFixes(file, { start: 0, end: text.length })
  return Object.fromEntries(all.map(({ title, edits }) => [title, applyEdits(text, edits)]))
}

const TRIM = 'lcod://contract/core/string/trim@1'
const SPLIT = 'lcod://contract/core/string/split@1'

describe('quickFixes()', () => {
  test('changes a name to the nearest, keeping quotes and marks', () => {
    expect(fixes('compose: [{ call: lcod://impl/ecko@1 }]')).toEqual({
      'Change to "lcod://impl/echo@1"': 'compose: [{ call: lcod://impl/echo@1 }]',
    })
    expect(fixes('compose: [{ call: lcod://impl/echo@1, in: { "valeu?": 1 } }]')).toEqual({
      'Change to "value"': 'compose: [{ call: lcod://impl/echo@1, in: { "value?": 1 } }]',
    })
    expect(fixes('{ "compose": [{ "call": "lcod://impl/ecko@1" }] }', 'compose.json')).toEqual({
      'Change to "lcod://impl/echo@1"': '{ "compose": [{ "call": "lcod://impl/echo@1" }] }',
    })
    expect(fixes('compose: [{ call: lcod://impl/echo@1, ot: {} }]')).toEqual({
      'Change to "out"': 'compose: [{ call: lcod://impl/echo@1, out: {} }]',
    })
  })

  test('adds inputs in whatever style the step is written', () => {
    expect(fixes(`compose:\n  - call: ${TRIM} # why\n    out: { v: value }\n`)).toEqual({
      'Add the input "text"': `compose:\n  - call: ${TRIM} # why\n    in:\n      text: $.text\n    out: { v: value }\n`,
    })
    expect(fixes(`compose:\n  - call: ${TRIM}\n    in:\n      mode: end # e\n`)).toEqual({
      'Add the input "text"': `compose:\n  - call: ${TRIM}\n    in:\n      mode: end # e\n      text: $.text\n`,
    })
    expect(fixes(`compose: [{ call: ${TRIM} }]`)).toEqual({
      'Add the input "text"': `compose: [{ call: ${TRIM}, in: { text: $.text } }]`,
    })
    expect(fixes(`compose: [{ call: ${TRIM}, in: {} }]`)).toEqual({
      'Add the input "text"': `compose: [{ call: ${TRIM}, in: { text: $.text } }]`,
    })
    expect(fixes(`compose: [{ call: ${TRIM}, in: { mode: end } }]`)).toEqual({
      'Add the input "text"': `compose: [{ call: ${TRIM}, in: { mode: end, text: $.text } }]`,
    })
    expect(fixes(`compose:\n  - call: ${TRIM}\n    in:\n`)).toEqual({
      'Add the input "text"': `compose:\n  - call: ${TRIM}\n    in: { text: $.text }\n`,
    })
    expect(Object.keys(fixes(`compose: [{ call: ${SPLIT} }]`))).toEqual([
      'Add the input "text"',
      'Add all required inputs',
      'Add the input "separator"',
    ])
  })

  test('adds slots, and turns aliases around', () => {
    expect(fixes('compose:\n  - call: lcod://flow/foreach@1\n    in: { list: [] }\n')).toEqual({
      'Add the slot "body"':
        'compose:\n  - call: lcod://flow/foreach@1\n    in: { list: [] }\n    slots:\n      body: []\n',
    })
    expect(fixes('compose: [{ call: lcod://flow/try@1, slots: { catch: [] } }]')).toEqual({
      'Add the slot "body"': 'compose: [{ call: lcod://flow/try@1, slots: { catch: [], body: [] } }]',
    })
    expect(fixes(`compose: [{ call: ${TRIM}, in: { text: a }, out: { value: v } }]`)).toEqual({
      'Write "v: value"': `compose: [{ call: ${TRIM}, in: { text: a }, out: { v: value } }]`,
    })
  })

  test('offers only what touches the range', () => {
    const { service, file, text } = openText('compose: [{ call: lcod://impl/ecko@1 }]')
    expect(service.quickFixes(file, { start: 0, end: 3 })).toEqual([])
    expect(service.quickFixes(file, { start: text.indexOf('ecko'), end: text.indexOf('ecko') })).toHaveLength(1)
  })
})
