import { validate } from '@cfworker/json-schema'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { SchemaCheck, SchemasPort } from '../../core/host/schemas.ts'
import { toIssues } from './issues.ts'
import { jsonView } from './json-view.ts'
import { prepareSchema } from './prepare-schema.ts'

/**
 * JSON Schema 2020-12 without code generation: for Workers and pages whose policy forbids `eval`, where Ajv cannot run.
 *
 * It decides as Ajv does and names the same problem first, in the same words; `conformance/schemas` holds the cases.
 * Nothing is ever fetched: a reference to another document is `invalid_schema`.
 *
 * Spec: none, ours (the specification names no validator).
 */
export function createPortableSchemas(): SchemasPort {
  return {
    compile(schema): SchemaCheck {
      const prepared = prepareSchema(schema)
      return (value) => {
        const view = jsonView(value)
        try {
          const result = validate(view, prepared.root, '2020-12', prepared.lookup, false)
          return result.valid ? [] : toIssues(result.errors, prepared, view)
        } catch (cause) {
          if (!(cause instanceof RangeError)) throw cause
          throw new KernelError(
            'invalid_schema',
            'Invalid JSON Schema: it refers to itself without end, or the value is too deep',
            {
              cause,
            },
          )
        }
      }
    },
  }
}
