import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { axiomTomlParse } from './toml-parse.ts'

test.each([
  ['', {}],
  ['a = 1\n[b.c]\nd = ["x"]', { a: 1, b: { c: { d: ['x'] } } }],
  ['when = 2020-01-02', { when: '2020-01-02' }],
  ['big = 9007199254740993\nlist = [9007199254740993]', { big: 9007199254740992, list: [9007199254740992] }],
])('axiomTomlParse() of %j', async (text, value) => {
  expect(await runPure(axiomTomlParse, { text })).toEqual({ value })
})

test('axiomTomlParse() keeps hostile keys as data', async () => {
  const { value } = (await runPure(axiomTomlParse, { text: '__proto__ = 9007199254740993' })) as { value: object }
  expect(JSON.stringify(value)).toBe('{"__proto__":9007199254740992}')
})

test('axiomTomlParse() throws where the text goes wrong', async () => {
  await expect(runPure(axiomTomlParse, { text: 'a = 1\nb = = 2' })).rejects.toMatchObject({
    code: 'parse_failed',
    data: { format: 'toml', line: 2 },
  })
})

test('axiomTomlParse() refuses what dotted keys nest too deep', async () => {
  const text = `a${'.a'.repeat(20_000)} = 1`
  await expect(runPure(axiomTomlParse, { text })).rejects.toMatchObject({ code: 'value_too_deep' })
})
