import { isUnevaluated } from '../../analysis/references.ts'
import { describeShape, expectedInstead, itemShape, propertiesOf, type Shape } from '../../analysis/shape.ts'
import type { StepContext } from '../../analysis/step-context.ts'
import type { Binding } from '../../analysis/step-tree.ts'
import { nearestName } from '../../compose/nearest-name.ts'
import { joinPointer } from '../../compose/pointer.ts'
import type { SourceNode } from '../../compose/source-node.ts'
import { describeValue } from '../../values.ts'
import { callRange, didYouMean, type TextLintFinding, type TextRule } from './text-rule.ts'

/** Inputs that the component does not take. Where any may be meant, only those that look like a slip. */
export const unknownInput: TextRule = function* ({ step, signature, id }) {
  if (signature === undefined || signature.inputs.size + Number(!signature.openInputs) === 0) return
  const given = new Set(step.inputs.map(({ name }) => name))
  for (const { name, spread, key, pointer } of step.inputs) {
    if (spread || signature.inputs.has(name)) continue
    const free = [...signature.inputs.keys()].filter((input) => !given.has(input))
    const near = nearestName(name, free)
    if (signature.openInputs && near === undefined) continue
    yield {
      code: 'unknown_input',
      severity: 'warning',
      message: `"${id}" has no input "${name}"`,
      pointer,
      range: key,
      ...didYouMean(near),
    }
  }
}

/** Required inputs that are not given, or given as null. Composes are called without them too (engine.md 2.9). */
export const missingInput: TextRule = function* (context) {
  const { step, signature, id, component } = context
  if (signature === undefined || step.inputs.some(({ spread }) => spread)) return
  for (const { name, required, shape } of signature.inputs.values()) {
    if (!required) continue
    const binding = step.inputs.find((input) => input.name === name)
    if (binding !== undefined && binding.node.value !== null) continue
    if (binding !== undefined && expectedInstead(null, shape) === undefined) continue
    yield {
      code: 'missing_input',
      severity: isChecked(component, name) ? 'error' : 'warning',
      message: `"${id}" needs the input "${name}"${describeShape(shape) === 'any' ? '' : ` (${describeShape(shape)})`}`,
      pointer: binding?.pointer ?? step.pointer,
      range: binding?.key ?? callRange(context),
      hint: `Add "${name}"`,
    }
  }
}

/** Literals of the wrong type, or not among the values or within the bounds that the component declares. */
export const invalidValue: TextRule = function* (context) {
  for (const binding of context.step.inputs) yield* checkBinding(binding, context)
}

function* checkBinding(binding: Binding, { signature, component }: StepContext): IterableIterator<TextLintFinding> {
  const shape = signature?.inputs.get(binding.name)?.shape
  if (shape === undefined || binding.spread || binding.name === 'bindings') return
  const severity = isRefused(component, binding.name, shape) ? 'error' : 'warning'
  for (const { node, pointer, expected } of misfits(binding.node, binding.pointer, shape)) {
    const { value } = node
    const found = describeValue(value)
    const near = typeof value === 'string' ? nearestName(value, textValues(shape)) : undefined
    yield {
      code: 'invalid_value',
      severity,
      message: `"${binding.name}" must be ${expected}, found ${found}`,
      pointer,
      range: node,
      ...didYouMean(near),
    }
  }
}

/** Whether a call with a value that does not fit fails. */
function isRefused(component: StepContext['component'], name: string, shape: Shape): boolean {
  if (component?.kind === 'compose') return component.inputSchema !== undefined
  return isChecked(component, name) && shape?.['x-lenient'] !== true
}

function isChecked(component: StepContext['component'], name: string): boolean {
  const checks = component?.checksInput
  return checks === true || checks?.includes(name) === true
}

interface Misfit {
  readonly node: SourceNode
  readonly pointer: string
  readonly expected: string
}

/** Only what is written out can be judged; what a path will find is not known. */
function* misfits(node: SourceNode, pointer: string, shape: Shape): IterableIterator<Misfit> {
  const { value } = node
  if (value === null || shape === undefined || isUnevaluated(value) || isExpression(value)) return
  const expected = expectedInstead(value, shape)
  if (expected !== undefined && !holdsExpressions(node, shape)) {
    yield { node, pointer, expected }
    return
  }
  const items = itemShape(shape)
  if (items !== undefined) {
    for (const [index, item] of (node.items ?? []).entries()) yield* misfits(item, joinPointer(pointer, index), items)
  }
  for (const [name, property] of propertiesOf(shape)) {
    const entry = node.entries?.get(name)
    if (entry !== undefined) yield* misfits(entry.node, joinPointer(pointer, name), property)
  }
}

/** A container with paths in it can still turn out to be one of the listed values. */
function holdsExpressions(node: SourceNode, shape: Shape): boolean {
  return node.entries !== undefined && shape?.['enum'] !== undefined
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && (value === '=' || /^\$(?:slot|env|globals|run)?\.|^__lcod_/.test(value))
}

function textValues(shape: Shape): string[] {
  const values = shape?.['enum']
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : []
}
