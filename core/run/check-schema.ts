import { KernelError } from '../errors/kernel-error.ts'
import type { SchemaCheck } from '../host/schemas.ts'
import { type Dict, own } from '../values.ts'
import type { JsonSchema } from './component.ts'
import type { Context } from './frame.ts'

const checks = new WeakMap<JsonSchema, SchemaCheck>()

/**
 * Checks a value against a schema that a manifest declares, of a component or of the root compose. Hosts without the
 * `schemas` port do not check.
 *
 * A field that is null is not checked: null is what composes pass on for what they were not given, and what an output
 * holds that they left alone (engine.md 1.5). Published components rely on it.
 *
 * @throws {KernelError} `input_validation_failed` or `output_validation_failed`, with every issue in `data.issues`.
 * Spec: engine.md 2.9, steps 5 and 8.
 */
export function checkSchema(
  ctx: Context,
  component: { readonly id: string },
  side: 'input' | 'output',
  schema: JsonSchema,
  value: Dict,
): void {
  const { schemas } = ctx.run.host
  if (schemas === undefined) return
  const check = checks.get(schema) ?? schemas.compile(schema)
  checks.set(schema, check)
  assertValid(check, { id: component.id, side, value })
}

/**
 * Holds a value against a compiled schema; fields that are null pass.
 *
 * @throws {KernelError} `input_validation_failed` or `output_validation_failed`.
 */
export function assertValid(
  check: SchemaCheck,
  { id, side, value }: { readonly id: string; readonly side: 'input' | 'output'; readonly value: Dict },
): void {
  const issues = check(value).filter((issue) => !isNullField(issue.path, value))
  if (issues.length === 0) return
  const what = side === 'input' ? 'Input' : 'Output'
  const listed = issues.map((issue) => `${issue.path} ${issue.message}`.trim()).join('; ')
  throw new KernelError(`${side}_validation_failed`, `${what} validation failed for ${id}: ${listed}`, {
    data: { component: id, issues },
  })
}

function isNullField(pointer: string, value: Dict): boolean {
  const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  return pointer !== '' && own(value, name) === null
}
