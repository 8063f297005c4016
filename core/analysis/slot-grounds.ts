import { isFlowCall } from '../compose/flow-call.ts'
import type { Component } from '../resolve/registry.ts'
import { itemShape, propertiesOf, type Shape } from './shape.ts'
import { signatureOf } from './signature.ts'
import { type ScopeEntry, StateScope } from './state-scope.ts'
import type { Ground } from './step-context.ts'
import type { StepNode } from './step-tree.ts'
import { bindingShape } from './value-shape.ts'

const INDEX: ScopeEntry = { key: 'index', shape: { type: 'integer' }, summary: 'Turn, from 0' }
const ERROR: Shape = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, data: {} },
}

/** Operators whose slot sees everything that the step sees. */
const TRANSPARENT = /^lcod:\/\/(?:contract\/)?tooling\/(?:registry\/scope|log\.context)@/

/** Whether the result of the step is the final state of a slot of its. */
export function endsWithSlotState(id: string): boolean {
  return isFlowCall(id, 'if') || isFlowCall(id, 'try') || TRANSPARENT.test(id)
}

/**
 * Where the steps of a slot run. Each operator's rule is the one of engine.md 3; of slots that a component runs when and
 * how it likes, little is known.
 */
export function slotGround(
  step: StepNode,
  slot: string,
  id: string,
  component: Component | undefined,
  at: Ground,
): Ground {
  if (isFlowCall(id, 'if') || TRANSPARENT.test(id)) return at
  if (isFlowCall(id, 'try')) return { ...at, vars: tryVariables(slot) }
  if (isFlowCall(id, 'foreach')) {
    const item = itemEntry(inputShape(step, 'list', at))
    return { ...at, vars: StateScope.empty.with([item, INDEX]), loop: slot === 'body' ? true : at.loop }
  }
  if (isFlowCall(id, 'parallel')) {
    return { ...at, vars: StateScope.empty.with([itemEntry(inputShape(step, 'tasks', at)), INDEX]) }
  }
  if (isFlowCall(id, 'while')) return whileGround(step, slot, at)
  return unknownGround(slot, component, at)
}

function tryVariables(slot: string): StateScope {
  const phase: ScopeEntry = { key: 'phase', shape: { enum: [slot === 'body' ? 'try' : slot] } }
  if (slot !== 'catch' && slot !== 'finally') return StateScope.empty.with([phase])
  return StateScope.empty.with([phase, { key: 'error', shape: ERROR, summary: 'What went wrong' }])
}

function itemEntry(list: Shape): ScopeEntry {
  return { key: 'item', shape: itemShape(list), summary: 'The element of this turn' }
}

/** The loop has a state of its own: what it starts with, and what a turn leaves in it. */
function whileGround(step: StepNode, slot: string, at: Ground): Ground {
  const shape = inputShape(step, 'state', at)
  const written = step.slots.filter(({ name }) => name !== 'else').flatMap(({ steps }) => steps.steps)
  const entries = new Map<string, ScopeEntry>()
  for (const [key, property] of propertiesOf(shape)) entries.set(key, { key, shape: property })
  let isOpen = !isLiteralObject(step, 'state')
  for (const inner of written) {
    for (const binding of inner.outputs) {
      // A condition that leaves an object under "state" replaces the loop state by it.
      if (binding.spread || binding.name === 'state') isOpen = true
      if (binding.spread) continue
      entries.set(binding.name, { key: binding.name, shape: undefined, writer: { step: inner, binding } })
    }
  }
  const state = (isOpen ? StateScope.unknown : StateScope.empty).with(entries.values())
  const vars = StateScope.empty.with([INDEX, { key: 'state', shape: shape ?? { type: 'object' } }])
  return { ...at, state, vars, loop: slot === 'body' ? true : at.loop }
}

/** An absent `state` is an empty one. */
function isLiteralObject(step: StepNode, input: string): boolean {
  if (step.inputs.some((binding) => binding.spread)) return false
  const binding = step.inputs.find(({ name }) => name === input)
  return binding === undefined || (!binding.optional && binding.node.entries !== undefined)
}

function unknownGround(slot: string, component: Component | undefined, at: Ground): Ground {
  const provides = component === undefined ? undefined : signatureOf(component).slots.get(slot)?.provides
  const known = (provides ?? []).map((key): ScopeEntry => ({ key, shape: undefined }))
  const vars = provides === undefined ? at.vars.with([], { isOpen: true }) : StateScope.empty.with(known)
  return { ...at, state: at.state.with([], { isOpen: true }), vars, loop: 'unknown' }
}

/** The shape of one input of a step. */
export function inputShape(step: StepNode, name: string, at: Ground): Shape {
  const binding = step.inputs.find((input) => !input.spread && input.name === name)
  return binding === undefined ? undefined : bindingShape(binding, at)
}
