import { parse } from 'smol-toml'
import { expect, test } from 'vitest'
import { runPure } from '../testing/run-pure.ts'
import { axiomTomlStringify } from './toml-stringify.ts'

test('axiomTomlStringify() drops nulls everywhere', async () => {
  const value = { a: null, b: [1, null, 2], c: { d: null, e: 'x' }, f: [{ g: null, h: 1 }] }
  const { text } = (await runPure(axiomTomlStringify, { value })) as { text: string }
  expect(parse(text)).toEqual({ b: [1, 2], c: { e: 'x' }, f: [{ h: 1 }] })
})

test('axiomTomlStringify() separates no digits and keeps hostile keys', async () => {
  const value = JSON.parse('{"__proto__": 1000000}')
  expect(await runPure(axiomTomlStringify, { value })).toEqual({ text: '__proto__ = 1000000\n' })
})

test('axiomTomlStringify() of nothing is empty', async () => {
  expect(await runPure(axiomTomlStringify)).toEqual({ text: '' })
})

test('axiomTomlStringify() refuses what TOML cannot hold', async () => {
  expect(() => runPure(axiomTomlStringify, { value: [1] })).toThrow('value must be an object')
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  await expect(runPure(axiomTomlStringify, { value: cycle })).rejects.toMatchObject({ code: 'value_too_deep' })
})
