import type { SchemasPort } from '../host/schemas.ts'
import type { Manifest } from '../manifest/read-manifest.ts'
import type { JsonSchema } from '../run/component.ts'
import type { TestFailure } from './test-result.ts'
import type { UnitTest } from './unit-test.ts'

/**
 * A test whose own input or expected output breaks what the component declares tests something that cannot happen.
 *
 * @returns nothing without a manifest, without schemas in it, and on a host that cannot check them.
 * Spec: contracts.md 8, "Harness duties".
 */
export function schemaFailures(
  test: UnitTest,
  manifest: Manifest | undefined,
  schemas: SchemasPort | undefined,
): TestFailure[] {
  if (manifest === undefined || schemas === undefined) return []
  // A test may give a wrong input on purpose: to see it refused.
  const wantsError = 'error' in test.expected
  return [
    ...(wantsError ? [] : issuesOf('input', manifest.inputSchema, test.input, schemas)),
    ...('output' in test.expected ? issuesOf('expect', manifest.outputSchema, test.expected.output, schemas) : []),
  ]
}

function issuesOf(
  side: 'input' | 'expect',
  schema: JsonSchema | undefined,
  value: unknown,
  schemas: SchemasPort,
): TestFailure[] {
  if (schema === undefined) return []
  const declared = side === 'input' ? 'inputs' : 'outputs'
  return schemas
    .compile(schema)(value)
    .map(({ path, message }) => ({
      message: `"${side}" does not fit the declared ${declared}: ${`${path} ${message}`.trim()}`,
    }))
}
