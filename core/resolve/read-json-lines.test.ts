import { expect, test } from 'vitest'
import { readJsonLines } from './read-json-lines.ts'

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text)
}

async function read(...texts: string[]) {
  const lines = []
  for await (const line of readJsonLines(pieces(...texts))) lines.push(line)
  return lines
}

test('readJsonLines() joins pieces, skips blanks and takes both line ends', async () => {
  expect(await read('{"a":', '1}\r\n\n  \n[2', ']')).toEqual([
    { ok: true, number: 1, value: { a: 1 } },
    { ok: true, number: 4, value: [2] },
  ])
})

test('readJsonLines() tells of a line that ends too soon and goes on', async () => {
  expect(await read('{"a":\n2\n')).toMatchObject([
    { ok: false, number: 1 },
    { ok: true, number: 2, value: 2 },
  ])
})

test('readJsonLines() refuses a line without end before it holds it', async () => {
  const endless = async function* () {
    for (;;) yield new TextEncoder().encode('x'.repeat(100_000))
  }
  const drain = async () => {
    for await (const line of readJsonLines(endless())) expect(line).toBeUndefined()
  }
  await expect(drain()).rejects.toMatchObject({ code: 'parse_limit_exceeded' })
})

test('readJsonLines() holds one piece of a long list at a time', async () => {
  let ahead = 0
  let most = 0
  const source = async function* () {
    for (let index = 0; index < 10_000; index++) {
      most = Math.max(most, ++ahead)
      yield new TextEncoder().encode(`{"n":${index}}\n`)
    }
  }
  let count = 0
  for await (const line of readJsonLines(source())) {
    expect(line.ok).toBe(true)
    ahead--
    count++
  }
  expect([count, most]).toEqual([10_000, 1])
})
