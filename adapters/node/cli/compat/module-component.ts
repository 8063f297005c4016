import type { SchemaCheck } from '../../../../core/host/schemas.ts'
import { assertValid } from '../../../../core/run/check-schema.ts'
import type { NativeComponent } from '../../../../core/run/component.ts'
import { type Dict, hasOwn, isDict } from '../../../../core/values.ts'
import { createNodeSchemas } from '../../index.ts'
import { UsageError } from '../usage-error.ts'
import { createModuleContext, createModuleMeta, type ModuleFunction } from './module-context.ts'

export interface ModuleSource {
  readonly id: string
  readonly run: ModuleFunction
  /** JSON Schemas, checked around every call. */
  readonly inputSchema?: unknown
  readonly outputSchema?: unknown
  /** Keys that the result is cut to, null for those it lacks; all when absent or empty. */
  readonly outputs?: readonly string[] | undefined
}

/**
 * A component out of a function of a module.
 *
 * @throws {UsageError} when a schema is no object.
 * Spec: engine.md 2.8, 2.9, 4.1.
 */
export function moduleComponent({ id, run, inputSchema, outputSchema, outputs = [] }: ModuleSource): NativeComponent {
  const checks = {
    input: compile(inputSchema, `input schema of "${id}"`),
    output: compile(outputSchema, `output schema of "${id}"`),
  }
  const check = (side: 'input' | 'output', value: unknown) => {
    const compiled = checks[side]
    if (compiled !== undefined && isDict(value)) assertValid(compiled, { id, side, value })
  }
  return {
    kind: 'native',
    id,
    ...(isDict(inputSchema) ? { input: inputSchema } : {}),
    ...(isDict(outputSchema) ? { output: outputSchema } : {}),
    async run(given, call) {
      check('input', given)
      const result = await run(createModuleContext(call), given, createModuleMeta(call))
      const projected = outputs.length > 0 && isDict(result) ? project(result, outputs) : result
      check('output', projected)
      return projected
    },
  }
}

function project(result: Dict, names: readonly string[]): Dict {
  return Object.fromEntries(names.map((name) => [name, hasOwn(result, name) ? (result[name] ?? null) : null]))
}

function compile(schema: unknown, what: string): SchemaCheck | undefined {
  if (schema === undefined) return undefined
  if (!isDict(schema)) throw new UsageError(`The ${what} is not an object`)
  return createNodeSchemas().compile(schema)
}
