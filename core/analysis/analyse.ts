import type { SourceNode } from '../compose/source-node.ts'
import type { Component, RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { innerComposes, innerRegistry } from './inner-composes.ts'
import { type Shape, shapeAt } from './shape.ts'
import { signatureOf } from './signature.ts'
import { slotGround } from './slot-grounds.ts'
import { StateScope } from './state-scope.ts'
import type { Frame, Ground, StepContext } from './step-context.ts'
import { stateAfter, stepResult } from './step-result.ts'
import { readStepTree, type StepList, type StepNode } from './step-tree.ts'

export interface AnalyseOptions {
  /** Everything that the compose could call. */
  readonly registry: RegistryScope
  /** Completes relative ids. */
  readonly context?: PackageContext | undefined
  /** Declared inputs; without them the start state can hold anything. */
  readonly inputs?: readonly string[] | undefined
  /** Object schema of the declared inputs. */
  readonly inputSchema?: Shape
  /** Declared outputs; without them the whole state is the result. */
  readonly outputs?: readonly string[] | undefined
}

/** What a text means, as far as it tells without running. */
export interface Analysis {
  readonly frames: readonly Frame[]
  /** Every step, those in slots and inner composes too, in the order of the text. */
  readonly steps: readonly StepContext[]
  contextOf(step: StepNode): StepContext | undefined
}

/** Follows the state of a compose from step to step. Takes any text that has places, however incomplete. */
export function analyse(root: SourceNode, options: AnalyseOptions): Analysis {
  const list = readStepTree(root)
  const analyser = new Analyser()
  if (list !== undefined) {
    const { registry, context, outputs = [] } = options
    const frame: Frame = { list, start: startState(options), outputs, context }
    analyser.readFrame(frame, registry)
  }
  return analyser
}

function startState({ inputs = [], inputSchema }: AnalyseOptions): StateScope {
  if (inputs.length === 0) return StateScope.unknown
  return StateScope.empty.with(inputs.map((key) => ({ key, shape: shapeAt(inputSchema, [key]) })))
}

class Analyser implements Analysis {
  readonly frames: Frame[] = []
  readonly steps: StepContext[] = []
  readonly #byStep = new Map<StepNode, StepContext>()

  contextOf(step: StepNode): StepContext | undefined {
    return this.#byStep.get(step)
  }

  readFrame(frame: Frame, registry: RegistryScope): void {
    this.frames.push(frame)
    this.#readList(frame.list, { state: frame.start, vars: StateScope.empty, registry, loop: false }, frame)
  }

  /** @returns the state after the last step. */
  #readList(list: StepList, ground: Ground, frame: Frame): StateScope {
    let { state } = ground
    const { vars, registry, loop } = ground
    for (const step of list.steps) state = this.#readStep(step, { state, vars, registry, loop }, frame).after
    return state
  }

  #readStep(step: StepNode, ground: Ground, frame: Frame): StepContext {
    const place = this.steps.length
    // Keeps the order of the text: what is inside a step comes after it.
    this.steps.length = place + 1
    const id = step.call === '' ? '' : completeId(step.call, frame.context)
    const { state, vars, loop } = ground
    const { component, isBound } = resolve(id, ground.registry)
    const registry = innerRegistry(step, id, ground.registry, frame.context)
    for (const { list, start, outputs } of innerComposes(step, id)) {
      this.readFrame({ list, start, outputs, context: frame.context }, registry)
    }
    const { slotGrounds, slotEnds } = this.#readSlots(step, id, component, { state, vars, loop, registry }, frame)
    const signature = component === undefined ? undefined : signatureOf(component)
    const result = stepResult({ step, id, signature, ground, slotGrounds, slotEnds })
    const after = stateAfter(step, result, state)
    // Every field by name: spreading is slow where there are hundreds of steps.
    const context: StepContext = {
      step,
      id,
      component,
      signature,
      isBound,
      state,
      vars,
      loop,
      registry: ground.registry,
      result,
      after,
      slotGrounds,
      slotEnds,
      frame,
    }
    this.steps[place] = context
    this.#byStep.set(step, context)
    return context
  }

  #readSlots(
    step: StepNode,
    id: string,
    component: Component | undefined,
    ground: Ground,
    frame: Frame,
  ): Pick<StepContext, 'slotGrounds' | 'slotEnds'> {
    if (step.slots.length === 0) return NO_SLOTS
    const slotGrounds = new Map<string, Ground>()
    const slotEnds = new Map<string, StateScope>()
    for (const { name, steps } of step.slots) {
      const where = slotGround(step, name, id, component, ground)
      slotGrounds.set(name, where)
      slotEnds.set(name, this.#readList(steps, where, frame))
    }
    return { slotGrounds, slotEnds }
  }
}

const NO_SLOTS: Pick<StepContext, 'slotGrounds' | 'slotEnds'> = { slotGrounds: new Map(), slotEnds: new Map() }

function resolve(
  id: string,
  registry: RegistryScope,
): { readonly component: Component | undefined; readonly isBound: boolean } {
  if (id === '') return { component: undefined, isBound: false }
  try {
    return { component: registry.resolve(id), isBound: false }
  } catch {
    // Bound to an id that nobody has yet: what answers is not known, but something is meant to.
    return { component: undefined, isBound: true }
  }
}
