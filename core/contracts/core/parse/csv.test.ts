import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { parseCsv } from './csv.ts'

describe('parseCsv()', () => {
  const run = (input: Record<string, unknown>) => createMemoryCall().run(parseCsv, input)

  it('gives arrays of strings without a header', async () => {
    expect(await run({ text: 'a,1\n\n"b ""q"", c",\r\n' })).toEqual({
      rows: [
        ['a', '1'],
        ['b "q", c', ''],
      ],
      bytes: 20,
    })
    expect(await run({ text: '' })).toEqual({ rows: [], bytes: 0 })
  })

  it('names the columns by the first line', async () => {
    expect(await run({ text: 'id,name\n1,Ida\n2,"Max\nM."', header: true })).toMatchObject({
      rows: [
        { id: '1', name: 'Ida' },
        { id: '2', name: 'Max\nM.' },
      ],
    })
    expect(await run({ text: 'id,name\n', header: true })).toMatchObject({ rows: [] })
    expect(await run({ text: '', header: true })).toMatchObject({ rows: [] })
  })

  it('names the columns by a list, and takes the first line as data', async () => {
    expect(await run({ text: '1,Ida', header: ['id', 'name'] })).toEqual({
      rows: [{ id: '1', name: 'Ida' }],
      columns: ['id', 'name'],
      bytes: 5,
    })
  })

  it('takes other delimiters and quotes, trims, and stops at maxRows', async () => {
    expect(await run({ text: "a;'b;c'\n", delimiter: ';', quote: "'" })).toMatchObject({ rows: [['a', 'b;c']] })
    expect(await run({ text: ' a , b \n', trim: true })).toMatchObject({ rows: [['a', 'b']] })
    expect(await run({ text: 'h\n1\n2\n3', header: true, maxRows: 2 })).toMatchObject({
      rows: [{ h: '1' }, { h: '2' }],
    })
    expect(await run({ text: '1\n2\n3', maxRows: 2 })).toMatchObject({ rows: [['1'], ['2']] })
    expect(await run({ text: 'h\n1', header: true, maxRows: 0 })).toMatchObject({ rows: [] })
    expect(await run({ text: '1', maxRows: 0 })).toMatchObject({ rows: [] })
  })

  it('keeps names of prototypes as columns', async () => {
    const { rows } = (await run({ text: '__proto__,constructor\nx,y', header: true })) as { rows: object[] }
    expect(Object.entries(rows[0]!)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  it.each([
    ['a,b\n1\n', 2],
    ['a\n"b\n', 2],
    ['a,b"c"\n', 1],
  ])('says where %j is wrong', async (text, line) => {
    await expect(run({ text })).rejects.toMatchObject({
      code: 'parse_failed',
      message: expect.stringMatching(/^CSV parse error: /),
      data: { format: 'csv', line },
    })
  })

  it('refuses rows that do not fit the names given', async () => {
    await expect(run({ text: '1,2,3', header: ['a', 'b'] })).rejects.toThrow(
      'CSV parse error: Expected 2 fields, found 3 (line 1)',
    )
  })

  it('drops a byte order mark', async () => {
    expect(await run({ text: '\uFEFFid\n1', header: true })).toMatchObject({ rows: [{ id: '1' }] })
  })

  it.each([
    [{}, 'No input provided'],
    [{ text: 'a', delimiter: '' }, 'delimiter must be one character'],
    [{ text: 'a', delimiter: '::' }, 'delimiter must be one character'],
    [{ text: 'a', quote: '' }, 'quote must be one character'],
    [{ text: 'a', delimiter: '"' }, 'quote must differ from delimiter'],
    [{ text: 'a', header: 'yes' }, 'header must be a boolean or an array'],
    [{ text: 'a', header: [1] }, 'header must be a boolean or an array of strings'],
    [{ text: 'a', maxRows: -1 }, 'maxRows must be an integer of at least 0'],
  ])('refuses %j', async (input, message) => {
    await expect(run(input)).rejects.toMatchObject({ code: 'invalid_input', message })
  })
})
