import type { Component, RegistryScope } from '../resolve/registry.ts'
import type { Dict } from '../values.ts'
import type { Frame } from './frame.ts'
import type { Plan, StepPlan } from './plan.ts'
import { type Collector, linkCollect, linkInput } from './readers.ts'
import { linkOutput, type Writer } from './writers.ts'

/** A step ready to run: readers, writer and slots prepared; the component it calls remembered per registry. */
export interface LinkedStep {
  readonly plan: StepPlan
  readonly call: string
  readonly input: (frame: Frame) => Dict
  readonly output: Writer
  /** Steps by slot name, or null when the step has none. */
  readonly slots: ReadonlyMap<string, readonly LinkedStep[]> | null
  readonly collect: Collector | undefined
  /** What `call` meant the last time, valid for that registry at that epoch. */
  resolved: Component | null
  resolvedIn: RegistryScope | null
  resolvedAt: number
}

/** Prepares a plan. The result holds no state of a run and may be used by many at once. */
export function linkPlan(plan: Plan): readonly LinkedStep[] {
  return linkSteps(plan.steps)
}

function linkSteps(steps: readonly StepPlan[]): LinkedStep[] {
  return steps.map(linkStep)
}

export function linkStep(plan: StepPlan): LinkedStep {
  const names = Object.keys(plan.slots)
  return {
    plan,
    call: plan.call,
    input: linkInput(plan),
    output: linkOutput(plan),
    slots: names.length === 0 ? null : new Map(names.map((name) => [name, linkSteps(plan.slots[name]!)] as const)),
    collect: plan.collect === undefined ? undefined : linkCollect(plan.collect),
    resolved: null,
    resolvedIn: null,
    resolvedAt: -1,
  }
}

/** The steps of a slot; `body` and `children` are one slot with two names (engine.md 2.2). */
export function slotSteps(step: LinkedStep, name: string): readonly LinkedStep[] | undefined {
  if (step.slots === null) return undefined
  const steps = step.slots.get(name)
  if (steps !== undefined) return steps
  if (name === 'body') return step.slots.get('children')
  return name === 'children' ? step.slots.get('body') : undefined
}
