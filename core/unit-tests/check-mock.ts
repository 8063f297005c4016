import type { SchemasPort } from '../host/schemas.ts'
import type { Component } from '../resolve/registry.ts'
import type { JsonSchema } from '../run/component.ts'
import { type Dict, hasOwn, isDict, own } from '../values.ts'
import type { FoundMock } from './mock-components.ts'
import type { MockCheck } from './unit-test.ts'

/**
 * What is wrong with the results that mocks return, measured by the output schema of what they stand for: one text per
 * fault. A mock of something unknown, or of something without a schema, is not checked; nor are errors it throws.
 *
 * Spec: contracts.md 8.
 */
export function checkMocks(mocks: readonly FoundMock[], mode: MockCheck, schemas: SchemasPort | undefined): string[] {
  if (mode === 'none' || schemas === undefined) return []
  return mocks.flatMap(({ mock, original }) => {
    const schema = original && outputSchema(original)
    if (schema === undefined) return []
    return mock.answers.flatMap((answer) => {
      if (answer.kind === 'throw') return []
      const faults =
        mode === 'strict' ? strictFaults(answer.value, schema, schemas) : presentFaults(answer.value, schema, schemas)
      return faults.map((fault) => `The mock of "${mock.id}" does not fit its output: ${fault}`)
    })
  })
}

function outputSchema(component: Component): JsonSchema | undefined {
  if (component.kind === 'native') return component.output
  if (component.outputSchema !== undefined) return component.outputSchema
  const { outputs = [] } = component
  if (outputs.length === 0) return undefined
  return { type: 'object', properties: Object.fromEntries(outputs.map((name) => [name, {}])) }
}

function strictFaults(value: unknown, schema: JsonSchema, schemas: SchemasPort): string[] {
  return [...schemaFaults(value, schema, schemas), ...unknownMembers(value, schema)]
}

function unknownMembers(value: unknown, schema: JsonSchema): string[] {
  const known = propertiesOf(schema)
  if (!isDict(value) || Object.keys(known).length === 0 || own(schema, 'additionalProperties') !== undefined) return []
  return Object.keys(value)
    .filter((key) => !hasOwn(known, key))
    .map((key) => `it has no output "${key}", only ${Object.keys(known).join(', ')}`)
}

function presentFaults(value: unknown, schema: JsonSchema, schemas: SchemasPort): string[] {
  if (!isDict(value)) return schemaFaults(value, schema, schemas)
  return Object.entries(propertiesOf(schema)).flatMap(([key, property]) =>
    hasOwn(value, key) && isDict(property)
      ? schemaFaults(value[key], property, schemas).map((fault) => `${key} ${fault}`)
      : [],
  )
}

function propertiesOf(schema: JsonSchema): Dict {
  const properties = own(schema, 'properties')
  return isDict(properties) ? properties : {}
}

const compiled = new WeakMap<JsonSchema, ReturnType<SchemasPort['compile']>>()

function schemaFaults(value: unknown, schema: JsonSchema, schemas: SchemasPort): string[] {
  const check = compiled.get(schema) ?? schemas.compile(schema)
  compiled.set(schema, check)
  return check(value).map(({ path, message }) => `${path} ${message}`.trim())
}
