import { expect, test } from 'vitest'
import { createMemoryHost } from '../adapters/memory/index.ts'
import type { SchemasPort } from './host/schemas.ts'
import { failText, runText } from './testing/run-text.ts'

/** Knows `required` and `type: number`: what a schema library makes of the rest is not the kernel's affair. */
const schemas: SchemasPort = {
  compile: (schema) => (value) => {
    const { required = [], properties = {} } = schema as { required?: string[]; properties?: Record<string, unknown> }
    const given = value as Record<string, unknown>
    const missing = required.filter((name) => !Object.hasOwn(given, name))
    const wrong = Object.keys(properties).filter((name) => name in given && typeof given[name] !== 'number')
    return [
      ...missing.map((name) => ({ path: '', keyword: 'required', message: `must have "${name}"` })),
      ...wrong.map((name) => ({ path: `/${name}`, keyword: 'type', message: 'must be number' })),
    ]
  },
}
const host = () => createMemoryHost({ ports: { schemas } })
const numbers = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] }
const text = 'compose: [{ call: lcod://impl/set@1, in: { said: $.n }, out: { said: said } }]'

test('run() checks the input of the root against its schema before anything runs', async () => {
  const options = { host: host(), inputs: ['n'], inputSchema: numbers, name: 'lcod://demo/root@1.0.0' }
  expect(await runText(text, { ...options, input: { n: 1 } })).toEqual({ n: 1, said: 1 })
  expect(await failText(text, { ...options, input: { n: 'one' } })).toMatchObject({
    code: 'input_validation_failed',
    message: 'Input validation failed for lcod://demo/root@1.0.0: /n must be number',
  })
})

test('run() asks for required inputs that the caller left out, though absent ones become null', async () => {
  const options = { host: host(), inputs: ['n'], inputSchema: numbers }
  expect(await failText(text, options)).toMatchObject({
    code: 'input_validation_failed',
    message: 'Input validation failed for test.yaml: must have "n"',
  })
  expect(await runText(text, { ...options, input: { n: null } })).toEqual({ n: null, said: null })
})

test('run() checks the projected result against its schema', async () => {
  const outputSchema = { type: 'object', properties: { said: { type: 'number' } } }
  const options = { host: host(), outputs: ['said'], outputSchema }
  expect(await runText(text, { ...options, input: { n: 1 } })).toEqual({ said: 1 })
  expect(await runText(text, options)).toEqual({ said: null })
  expect(await failText(text, { ...options, input: { n: 'one' } })).toMatchObject({ code: 'output_validation_failed' })
})

test('run() checks nothing on a host without schemas', async () => {
  expect(await runText(text, { inputs: ['n'], inputSchema: numbers })).toEqual({ n: null, said: null })
})
