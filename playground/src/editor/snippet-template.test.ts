import { expect, test } from 'vitest'
import { toTemplate } from './snippet-template.ts'

test('toTemplate() marks the fields and leaves out the indentation that comes with the line', () => {
  const insert = 'lcod://flow/if@1\n    in: { cond:  }\n    slots:'
  const at = insert.indexOf(' }')
  expect(toTemplate(insert, [{ start: at, end: at }], '  ')).toBe(
    `lcod://flow/if@1\n  in: { cond: ${'$'}{1:} }\n  slots:`,
  )
})

test('toTemplate() takes text that looks like a field as text', () => {
  expect(toTemplate(`a ${'$'}{b}`, [], '')).toBe(`a \\${'$'}{b}`)
})
