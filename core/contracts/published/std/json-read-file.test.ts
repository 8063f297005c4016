import { expect, test } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { jsonReadFile } from './json-read-file.ts'

const files = { 'data/a.json': '{"a": 1}', 'data/bad.json': '{\n"a": }' }
const read = (input: Record<string, unknown>) => createMemoryCall({ files }).run(jsonReadFile, input)

test('jsonReadFile() joins the path to its base and decodes the file', async () => {
  expect(await read({ basePath: 'data', path: 'a.json' })).toEqual({ path: 'data/a.json', value: { a: 1 } })
  expect(await read({ basePath: null, path: 'data/a.json' })).toEqual({ path: 'data/a.json', value: { a: 1 } })
})

test('jsonReadFile() tells where a file is no JSON', async () => {
  await expect(read({ path: 'data/bad.json' })).rejects.toMatchObject({
    code: 'parse_failed',
    message: expect.stringMatching(/data\/bad\.json: .*line 2, column 6/),
    data: { format: 'json', line: 2, column: 6 },
  })
})

test.each([
  [{ path: 'gone.json' }, 'ENOENT'],
  [{}, 'invalid_input'],
  [{ path: 'data/a.json', encoding: 'latin1' }, 'invalid_input'],
])('jsonReadFile() of %j fails with %s', async (input, code) => {
  await expect(read(input)).rejects.toMatchObject({ code })
})
