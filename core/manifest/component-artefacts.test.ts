import { expect, test } from 'vitest'
import { componentArtefacts } from './component-artefacts.ts'

const table = {
  id: 'lcod://a/b@1.0.0',
  inputs: { x: { schema: '{"type":"string"}' } },
  tool: { inputSchema: 'schema/in.json', outputSchema: 'schema/out.json' },
}

test('componentArtefacts() makes what is declared and has a path', () => {
  const { readme, inputSchema, outputSchema } = componentArtefacts(table, '/a')
  expect(readme.path).toBe('/a/README.md')
  expect(inputSchema).toMatchObject({ path: '/a/schema/in.json', schema: { properties: { x: { type: 'string' } } } })
  expect(JSON.parse(inputSchema?.text ?? '')).toEqual(inputSchema?.schema)
  expect(outputSchema).toBeUndefined()
  expect(componentArtefacts({ ...table, tool: {} }, '/a').inputSchema).toBeUndefined()
})

test('componentArtefacts() takes other paths from its caller, and none outside from the descriptor', () => {
  expect(componentArtefacts(table, '/a', { readme: '/x.md', inputSchema: '/i' })).toMatchObject({
    readme: { path: '/x.md' },
    inputSchema: { path: '/i' },
  })
  const leaving = { ...table, tool: { inputSchema: '../in.json' } }
  expect(() => componentArtefacts(leaving, '/a')).toThrow(expect.objectContaining({ code: 'invalid_manifest' }))
})
