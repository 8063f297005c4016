import { describe, expect, it } from 'vitest'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { SchemasPort } from '../../../host/schemas.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { parseJson } from './json.ts'

/** Knows objects whose "a" is a number: what a host makes of schemas is tested with the host. */
const schemas: SchemasPort = {
  compile(schema) {
    if ((schema as { type?: string }).type !== 'object') throw new KernelError('invalid_schema', 'Unknown type')
    return (value) => {
      const fits = typeof (value as { a?: unknown }).a === 'number'
      return fits ? [] : [{ path: '/a', keyword: 'type', message: 'must be number' }]
    }
  },
}

describe('parseJson()', () => {
  const files = {
    'a.json': '{"a":"é"}',
    'bom.json': '\uFEFF[1]',
    'utf16.json': Uint8Array.of(0xff, 0xfe, 0x22, 0, 0xac, 0x20, 0x22, 0),
    'utf16be.json': Uint8Array.of(0xfe, 0xff, 0, 0x22, 0x20, 0xac, 0, 0x22),
    'latin1.json': Uint8Array.of(0x22, 0xe9, 0x80, 0x22),
    'schema.json': '{"type":"object","required":["a"],"properties":{"a":{"type":"number"}}}',
    'broken.json': '{"type":"nonsense"}',
  }
  const run = (input: Record<string, unknown>, ports = {}) => createMemoryCall({ files, ports }).run(parseJson, input)

  it('parses text, files and streams', async () => {
    expect(await run({ text: ' {"a": [1, null]} ' })).toEqual({ value: { a: [1, null] }, bytes: 18, validated: false })
    expect(await run({ path: 'a.json' })).toEqual({ value: { a: 'é' }, bytes: 10, validated: false })
    const memory = createMemoryCall()
    const stream = memory.streams.openText(['{"a"', ':"é"}'])
    expect(await memory.run(parseJson, { stream })).toMatchObject({ value: { a: 'é' } })
    expect(await memory.streams.close(stream)).toBeUndefined()
  })

  it('reads the encodings, without their byte order marks', async () => {
    expect(await run({ path: 'bom.json' })).toMatchObject({ value: [1], bytes: 6 })
    expect(await run({ text: '\uFEFF[1]' })).toMatchObject({ value: [1], bytes: 6 })
    expect(await run({ path: 'utf16.json', encoding: 'utf-16' })).toMatchObject({ value: '€', bytes: 8 })
    expect(await run({ path: 'utf16be.json', encoding: 'utf-16' })).toMatchObject({ value: '€' })
    expect(await run({ path: 'latin1.json', encoding: 'latin1' })).toMatchObject({ value: 'é\u0080' })
  })

  it('takes comments when asked to', async () => {
    expect(await run({ text: '[1, /* two */ 2] // end', allowComments: true })).toMatchObject({ value: [1, 2] })
    await expect(run({ text: '[1] // end' })).rejects.toMatchObject({ code: 'parse_failed' })
  })

  it('keeps keys of prototypes as data', async () => {
    const { value } = (await run({ text: '{"__proto__": {"x": 1}}' })) as { value: object }
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('says where and why a text is not JSON', async () => {
    await expect(run({ text: '{\n  "a": ?\n}' })).rejects.toMatchObject({
      code: 'parse_failed',
      message: expect.stringMatching(/^JSON parse error: .* \(line 2, column 8\)$/),
      data: { format: 'json', line: 2, column: 8 },
    })
    await expect(run({ text: '' })).rejects.toThrow('JSON parse error: ')
  })

  it('refuses what is nested too deep', async () => {
    await expect(run({ text: '['.repeat(200_000) })).rejects.toMatchObject({ code: 'parse_limit_exceeded' })
    await expect(run({ text: `${'['.repeat(1001)}${']'.repeat(1001)}` })).rejects.toMatchObject({
      code: 'parse_limit_exceeded',
    })
    expect(await run({ text: `${'['.repeat(1000)}${']'.repeat(1000)}` })).toMatchObject({ bytes: 2000 })
  })

  it('refuses a stream that is too large while it reads', async () => {
    const memory = createMemoryCall()
    const piece = new Uint8Array(16 * 1024 * 1024)
    let pulled = 0
    async function* endless() {
      for (;;) {
        pulled++
        yield piece
      }
    }
    const stream = memory.streams.open(endless())
    await expect(memory.run(parseJson, { stream })).rejects.toMatchObject({ code: 'parse_limit_exceeded' })
    expect(pulled).toBe(9)
    expect(await memory.streams.close(stream)).toBeUndefined()
  })

  it('checks against a schema when asked to', async () => {
    const ports = { schemas }
    expect(await run({ text: '{"a":1}', schemaPath: 'schema.json' }, ports)).toMatchObject({ validated: true })
    await expect(run({ text: '{"a":"1"}', schemaPath: 'schema.json' }, ports)).rejects.toMatchObject({
      code: 'schema_mismatch',
      message: 'The value does not fit "schema.json": "/a" must be number',
      data: { issues: [{ path: '/a', keyword: 'type', message: 'must be number' }] },
    })
    await expect(run({ text: '1', schemaPath: 'broken.json' }, ports)).rejects.toMatchObject({ code: 'invalid_schema' })
    await expect(run({ text: '1', schemaPath: 'none' }, ports)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(run({ text: '1', schemaPath: 'schema.json' })).rejects.toMatchObject({
      code: 'host_capability_missing',
    })
  })

  it.each([
    [{}, 'No input provided'],
    [{ text: null, path: null, stream: null }, 'No input provided'],
    [{ text: 4 }, 'text must be a string'],
    [{ path: '' }, 'path must be a non-empty string'],
    [{ text: '1', encoding: 'ascii' }, 'encoding must be one of utf-8, utf-16, latin1'],
  ])('refuses %j', async (input, message) => {
    await expect(run(input)).rejects.toMatchObject({ code: 'invalid_input', message })
  })
})
