import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { namedFiles } from './named-files.ts'

const compose = `compose:
  - call: lcod://contract/core/fs/read-file@1
    in: { path: prompts/hello.txt }
  - call: lcod://flow/if@1
    in: { cond: true }
    slots:
      then:
        - call: lcod://contract/core/parse/json@1
          in: { path: data.json, schemaPath: ../outside.json, more: [list.csv, $.state, missing.txt, "lcod://a/b@1"] }
  - call: lcod://contract/core/fs/write-file@1
    in: { path: result.txt, data: x }
  - call: lcod://contract/tooling/fs/write_if_changed@1
    in: { path: result.txt, content: x }
`
const names = ['prompts/hello.txt', 'data.json', 'list.csv', 'result.txt', 'in.json', 'other.txt', '.env']

test('namedFiles() has what the descriptor and the compose name to be read', async () => {
  const content = Object.fromEntries(names.map((name) => [`/app/${name}`, name]))
  const { files } = createMemoryHost({ files: { ...content, '/outside.json': '{}' } })
  const table = { tool: { name: 't', inputSchema: 'in.json', outputSchema: '.env' } }
  const locked = await namedFiles(files, '/app', { table, compose })
  expect(Object.keys(locked)).toEqual(['data.json', 'in.json', 'list.csv', 'prompts/hello.txt'])
  expect(await namedFiles(files, '/app', { table: {}, compose: undefined })).toEqual({})
})
