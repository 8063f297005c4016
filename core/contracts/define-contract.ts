import { KernelError } from '../errors/kernel-error.ts'
import type { Call } from '../run/call.ts'
import type { ComponentInfo, JsonSchema, NativeComponent, Result } from '../run/component.ts'
import { type Dict, describeKind, isAbsent, own } from '../values.ts'

/** A contract as its file writes it: what it is, and what it does with a checked input. */
export interface ContractSpec<Input> extends Omit<ComponentInfo, 'hints'> {
  readonly summary: string
  readonly input: JsonSchema
  readonly output: JsonSchema
  /** A call that the documentation shows and the tests run. */
  readonly example?: { readonly input: Dict; readonly output: unknown }
  run(input: Input, call: Call): Result
}

/** A contract ready for the registry, with what its documentation page needs. */
export interface Contract extends NativeComponent {
  readonly summary: string
  readonly input: JsonSchema
  readonly output: JsonSchema
  readonly example?: { readonly input: Dict; readonly output: unknown }
}

interface PropertyCheck {
  readonly name: string
  readonly required: boolean
  readonly accepts: (value: unknown) => boolean
  readonly expected: string
  readonly fallback: unknown
  /** A wrong type counts as absent instead of being refused. */
  readonly lenient: boolean
}

/**
 * Makes a contract whose input is checked against its own schema before `run` sees it.
 *
 * Of the schema, `required`, and per property `type`, `enum`, `minimum`, `maximum`, `minLength`, `minItems` and
 * `default` are enforced. Absent and null mean the same (engine.md 1.5) unless the type lists `null`; a property
 * without `type` takes anything. Unknown properties pass. `"x-lenient": true` turns a wrong type into absence.
 *
 * @throws {KernelError} `invalid_input` with the message `<name> must be <what>` and `data.input` naming it.
 * Spec: contracts.md 1, "Ours: lenient on unknown properties, strict on the wrong type".
 */
export function defineContract<Input = Dict>(spec: ContractSpec<Input>): Contract {
  const checks = compileChecks(spec.input)
  const { run, ...info } = spec
  return {
    // A contract that needs no port of the host is pure, unless it says otherwise.
    ...(spec.needs === undefined ? { onResume: 'repeat' as const } : {}),
    ...info,
    kind: 'native',
    checksInput: true,
    run: (input, call) => run(checkInput(input, checks, spec.id) as Input, call),
  }
}

function checkInput(input: Dict, checks: readonly PropertyCheck[], id: string): Dict {
  let checked = input
  for (const check of checks) {
    const value = own(input, check.name)
    if (value === undefined && !check.required && check.fallback === undefined) continue
    if (value !== undefined && check.accepts(value)) continue
    const absent = isAbsent(value)
    if (!absent && !check.lenient) throw invalidInput(id, check, value)
    if (absent && check.required) throw invalidInput(id, check, value)
    if (checked === input) checked = { ...input }
    if (check.fallback === undefined) delete checked[check.name]
    else checked[check.name] = check.fallback
  }
  return checked
}

function invalidInput(id: string, check: PropertyCheck, value: unknown): KernelError {
  return new KernelError('invalid_input', `${check.name} must be ${check.expected}`, {
    data: { component: id, input: check.name, found: value === undefined ? 'nothing' : describeKind(value) },
  })
}

function compileChecks(schema: JsonSchema): PropertyCheck[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set((schema['required'] ?? []) as string[])
  const constrained = Object.entries(properties).filter(([, property]) => {
    return ['type', 'enum', 'default'].some((keyword) => property[keyword] !== undefined)
  })
  return constrained.map(([name, property]) => ({
    name,
    required: required.has(name) && property['type'] !== undefined,
    accepts: acceptsFor(property),
    expected: expectedFor(property),
    fallback: property['default'],
    lenient: property['x-lenient'] === true,
  }))
}

function acceptsFor(schema: JsonSchema): (value: unknown) => boolean {
  if (schema['enum'] !== undefined) {
    const values = new Set(schema['enum'] as unknown[])
    return (value) => values.has(value)
  }
  if (schema['type'] === undefined) return (value) => value !== undefined
  const accepted = ([] as string[]).concat(schema['type'] as string | string[]).map((type) => typeCheck(type, schema))
  return accepted.length === 1 ? accepted[0]! : (value) => accepted.some((accepts) => accepts(value))
}

function typeCheck(type: string, schema: JsonSchema): (value: unknown) => boolean {
  const minimum = (schema['minimum'] ?? Number.NEGATIVE_INFINITY) as number
  const maximum = (schema['maximum'] ?? Number.POSITIVE_INFINITY) as number
  const minLength = (schema['minLength'] ?? 0) as number
  const minItems = (schema['minItems'] ?? 0) as number
  switch (type) {
    case 'array':
      return (value) => Array.isArray(value) && value.length >= minItems
    case 'object':
      return (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'string':
      return (value) => typeof value === 'string' && value.length >= minLength
    case 'integer':
      return (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
    case 'number':
      return (value) => Number.isFinite(value) && (value as number) >= minimum && (value as number) <= maximum
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'null':
      return (value) => value === null
    default:
      throw new TypeError(`Unknown type in a contract schema: ${type}`)
  }
}

function expectedFor(schema: JsonSchema): string {
  if (schema['enum'] !== undefined) return `one of ${(schema['enum'] as unknown[]).join(', ')}`
  const types = ([] as string[]).concat((schema['type'] ?? []) as string | string[])
  const names = types.map((type) => (/^[aoi]/.test(type) ? `an ${type}` : type === 'null' ? 'null' : `a ${type}`))
  const bounds = []
  if (schema['minimum'] !== undefined) bounds.push(`at least ${schema['minimum']}`)
  if (schema['maximum'] !== undefined) bounds.push(`at most ${schema['maximum']}`)
  if (schema['minLength'] === 1) return 'a non-empty string'
  if (schema['minItems'] === 1) return 'a non-empty array'
  return names.join(' or ') + (bounds.length > 0 ? ` of ${bounds.join(' and ')}` : '')
}
