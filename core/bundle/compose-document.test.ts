import { expect, test } from 'vitest'
import { parseCompose } from '../compose/parse-compose.ts'
import { compilePlan, planHash } from '../run/plan.ts'
import { composeDocument } from './compose-document.ts'

const read = (text: string) => {
  const { composition, problems } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error(JSON.stringify(problems))
  return composition
}
const hashOf = (text: string) => planHash(compilePlan(read(text)))

test.each([
  [
    'sugar',
    'compose:\n  - call: lcod://impl/echo@1\n    in: { "...": =, "name?": =, a: $.b, "...x": $.y }\n    out: { "...": = }\n',
  ],
  [
    'slots',
    'compose:\n  - call: lcod://flow/if@1\n    in: { cond: true }\n    slots: { then: [{ call: lcod://flow/break@1 }], else: [] }\n',
  ],
  [
    'children',
    'compose:\n  - call: lcod://flow/foreach@1\n    in: { list: [1] }\n    collectPath: $.x\n    children: [{ call: lcod://impl/set@1 }]\n',
  ],
  [
    'texts',
    `compose:\n  - call: lcod://impl/set@1\n    in:\n      a: |\n        a\n\n          b # c\n      b: "007"\n      c: "yes"\n      d: "a: b\\t\\u2028\\0"\n      e: "  x "\n      f: ""\n      g: 1e30\n      h: -0.5\n      i: [[], {}, null, "null", "~", "- x", "#"]\n`,
  ],
  ['a bare list', '- call: lcod://impl/set@1\n  in: { a: 1 }\n  out: { b: { x: $.a }, c: [a] }\n'],
])('composeDocument() keeps what a compose with %s does', (_what, text) => {
  const written = composeDocument(read(text))
  expect(hashOf(written)).toBe(hashOf(text.startsWith('-') ? `compose:\n${text}` : text))
  expect(composeDocument(read(written))).toBe(written)
})

test('composeDocument() writes a value that stands twice out twice', () => {
  const shared = { a: [1] }
  const step = { call: 'lcod://impl/set@1', in: { x: shared, y: shared }, out: {}, slots: {} }
  expect(composeDocument({ steps: [step] })).not.toMatch(/[&*]a/)
})
