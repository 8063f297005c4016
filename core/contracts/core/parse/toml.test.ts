import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { parseToml } from './toml.ts'

describe('parseToml()', () => {
  const run = (text: string) => createMemoryCall().run(parseToml, { text })

  it('parses tables, arrays of tables and strings', async () => {
    expect(await run('a = "é"\n[t]\nlist = [1, 2.5, true]\n[[t.rows]]\nx = 1\n[[t.rows]]\n')).toEqual({
      value: { a: 'é', t: { list: [1, 2.5, true], rows: [{ x: 1 }, {}] } },
      bytes: 63,
    })
    expect(await run('')).toEqual({ value: {}, bytes: 0 })
  })

  it('gives dates and times as text, as they are written', async () => {
    expect(
      await run(
        'a = 1979-05-27T07:32:00Z\nb = 1979-05-27T00:32:00-07:00\nc = 1979-05-27\nd = 07:32:00\ne = [1979-05-27T07:32:00]',
      ),
    ).toMatchObject({
      value: {
        a: '1979-05-27T07:32:00.000Z',
        b: '1979-05-27T00:32:00.000-07:00',
        c: '1979-05-27',
        d: '07:32:00.000',
        e: ['1979-05-27T07:32:00.000'],
      },
    })
  })

  it('gives plain JSON: no infinities, ordinary objects, keys of prototypes as data', async () => {
    const { value } = (await run('a = inf\nb = nan\n["__proto__"]\nx = 1\n[constructor]')) as {
      value: Record<string, unknown>
    }
    expect(Object.keys(value)).toEqual(['a', 'b', '__proto__', 'constructor'])
    expect([value['a'], value['b']]).toEqual([null, null])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it.each([
    ['a = ', 1],
    ['a = 1\nb = \n', 2],
    ['a = 1\na = 2', 2],
    ['a = 9007199254740993', 1],
    ['= 1', 1],
  ])('says where %j is wrong', async (text, line) => {
    await expect(run(text)).rejects.toMatchObject({
      code: 'parse_failed',
      message: expect.stringMatching(/^TOML parse error: [^\n]+ \(line \d+, column \d+\)$/),
      data: { format: 'toml', line },
    })
  })

  it('refuses what is nested too deep, with a typed error', async () => {
    await expect(run(`a = ${'['.repeat(100_000)}`)).rejects.toMatchObject({ code: 'parse_failed' })
    await expect(run(`[${'a.'.repeat(3000)}a]`)).rejects.toMatchObject({ code: 'value_too_deep' })
  })

  it('reads files and streams, and refuses nothing at all', async () => {
    const memory = createMemoryCall({ files: { 'a.toml': 'x = 1' } })
    expect(await memory.run(parseToml, { path: 'a.toml' })).toEqual({ value: { x: 1 }, bytes: 5 })
    expect(await memory.run(parseToml, { stream: memory.streams.openText(['x =', ' 2']) })).toMatchObject({
      value: { x: 2 },
    })
    await expect(memory.run(parseToml)).rejects.toThrow('No input provided')
  })
})
