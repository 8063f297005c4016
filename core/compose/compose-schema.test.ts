import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import schema from './compose.schema.json' with { type: 'json' }
import { parseCompose } from './parse-compose.ts'

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema)

/** What the schema and the kernel say of the same document. */
function verdicts(document: unknown) {
  const { composition } = parseCompose(JSON.stringify(document), { file: 'a.json' })
  return { schema: validate(JSON.parse(JSON.stringify(document))), kernel: composition !== undefined }
}

/** JSON text, because `__proto__` in an object literal is not a key. */
const POLLUTED = JSON.parse('[{ "call": "a", "in": { "x": [{ "__proto__": 1 }] } }]') as unknown

describe('compose.schema.json', () => {
  it.each([
    [[]],
    [{ compose: [] }],
    [{ compose: [{ call: 'a' }], name: 'x' }],
    [[{ call: 'a', in: null, out: null, slots: null, collectPath: null }]],
    [[{ call: 'a', in: { x: '=', 'y?': '$.y', '...': '=', '...lock': [{ pick: ['a'] }, null, '$.b'] } }]],
    [[{ call: 'a', out: { __lcod_spreads__: [{ source: '$', optional: true }], all: '$' } }]],
    [[{ call: 'a', in: { prototypes: 1, data: { constructor: 1 } } }]],
    [[{ call: 'a', slots: [{ call: 'b' }] }]],
    [[{ call: 'a', children: { then: [{ call: 'b' }] } }]],
    [[{ call: 'lcod://flow/try@1', slots: { body: [], catch: [] } }]],
    [[{ call: 'lcod://flow/try@1', children: [] }]],
    [[{ call: 'a', collectPath: '$.x', let: {}, else: 1, outPolicy: 'retain' }]],
  ])('accepts %j, as the kernel does', (document) => {
    expect(verdicts(document)).toEqual({ schema: true, kernel: true })
  })

  it.each([
    [null],
    [{}],
    [{ compose: {} }],
    [[null]],
    [[{}]],
    [[{ call: ' ' }]],
    [[{ call: 'a', in: [] }]],
    [[{ call: 'a', out: 'x' }]],
    [[{ call: 'a', in: { '...': 5 } }]],
    [[{ call: 'a', in: { '...': [true] } }]],
    [[{ call: 'a', in: { '...': { source: 5 } } }]],
    [[{ call: 'a', out: { '...': { pick: ['constructor'] } } }]],
    [[{ call: 'a', out: { 'constructor?': 1 } }]],
    [[{ call: 'a', slots: 'x' }]],
    [[{ call: 'a', slots: { then: { call: 'b' } } }]],
    [[{ call: 'a', slots: { then: [{ call: 'b', slots: [{}] }] } }]],
    [[{ call: 'a', slots: { prototype: [] } }]],
    [[{ call: 'a', collectPath: 5 }]],
    [[{ call: 'a', collectPath: '$.constructor' }]],
    [[{ call: 'lcod://flow/try@1', slots: { catch: [] } }]],
    [[{ call: 'flow/try@1' }]],
    [POLLUTED],
  ])('refuses %j, as the kernel does', (document) => {
    expect(verdicts(document)).toEqual({ schema: false, kernel: false })
  })

  it('describes every field of a step', () => {
    for (const field of Object.values(schema.$defs.step.properties)) {
      expect(field).toHaveProperty('description')
    }
  })
})
