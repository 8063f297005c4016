import { composeFromValue } from '../../../../core/compose/compose-from-value.ts'
import { ExecutionCancelledError, KernelError } from '../../../../core/errors/kernel-error.ts'
import type { OperatorCall, Slot } from '../../../../core/run/call.ts'
import { Signal } from '../../../../core/run/signal.ts'
import { type Dict, isAbsent, isDict, setOwn } from '../../../../core/values.ts'
import { createModuleRegistry, type ModuleRegistry } from './module-registry.ts'
import { createModuleStreams, type ModuleStreams } from './module-streams.ts'
import { isStepList, type StepData, stepData } from './step-data.ts'

/** What a module of `--modules` exports. */
export type ModuleFunction = (context: ModuleContext, input: Dict, meta: ModuleMeta) => unknown

/** The step that calls a module. */
export interface ModuleMeta {
  /** The steps of each slot; null when there are none, as in calls from scripts and other modules. */
  readonly slots: Readonly<Record<string, readonly StepData[]>> | null
  /** The same, with `body` under `children` too. */
  readonly children: Readonly<Record<string, readonly StepData[]>> | null
  /** `$slot` of the step. */
  readonly slot: Dict
  readonly collectPath: string | undefined
}

/** What a component that a module calls finds as its step's own. */
export interface CallMeta {
  readonly slots?: unknown
  readonly children?: unknown
  readonly slot?: unknown
  readonly collectPath?: unknown
}

/** What such a function may do besides computing. One per call: it stays valid when promises overlap. */
export interface ModuleContext {
  /** Calls another component, with slots and a `collectPath` when `meta` has some. */
  call(id: string, input?: unknown, meta?: CallMeta): Promise<unknown>
  /** Runs a slot of the step and gives its final state. @throws {KernelError} `LCOD_SLOT_NOT_FOUND` */
  runSlot(name: string, localState?: unknown, slotVars?: unknown): Promise<Dict>
  /** The same with a list of steps. @throws {KernelError} `invalid_compose` */
  runChildren(steps: unknown, localState?: unknown, slotVars?: unknown): Promise<Dict>
  /** Runs when the step is over, whatever happened. */
  defer(cleanup: () => void | Promise<void>): void
  readonly streams: ModuleStreams
  /** The level of the registry that the step sees. */
  readonly registry: ModuleRegistry
  /** Throws when the run has been cancelled. */
  ensureNotCancelled(): void
  isCancelled(): boolean
  /** Cancels the run. */
  cancel(reason?: unknown): void
  cancellationToken(): CancellationToken
  /** What the running component was given before undeclared keys were dropped; null outside of one. */
  currentRawInput(): Dict | null
  /** Fires when the call is cancelled. */
  readonly signal: AbortSignal
}

export interface CancellationToken {
  readonly cancelled: boolean
  /** What it was cancelled with. */
  readonly reason: unknown
  cancel(reason?: unknown): void
  throwIfCancelled(): void
}

/** Spec: engine.md 2.8. */
export function createModuleContext(call: OperatorCall): ModuleContext {
  const context: ModuleContext = {
    call: async (id, input, meta) => {
      const slots = slotsOf(meta)
      if (slots === undefined && typeof meta?.collectPath !== 'string') {
        return withoutSignal(await call.call(id, toInput(input)))
      }
      return callAsStep({ id, input: toInput(input), slots, meta }, call)
    },
    async runSlot(name, localState, slotVars) {
      const slot = call.slot(name)
      if (slot === undefined) {
        throw new KernelError('LCOD_SLOT_NOT_FOUND', `Slot "${name}" not provided`, { data: { slot: name } })
      }
      return runFrom(slot, localState, slotVars)
    },
    runChildren: async (steps, localState, slotVars) =>
      runFrom(call.slotOf(composeFromValue(steps ?? []), 'children'), localState, slotVars),
    defer: (cleanup) => call.defer(cleanup),
    streams: createModuleStreams(call),
    get registry() {
      return createModuleRegistry(call.registry, context)
    },
    ensureNotCancelled: () => call.ensureNotCancelled(),
    isCancelled: () => call.signal.aborted,
    cancel: (reason) => call.cancel(reason),
    cancellationToken: () => tokenOf(call),
    currentRawInput: () => (call.rawInput === null ? null : structuredClone(call.rawInput)),
    get signal() {
      return call.signal
    },
  }
  return context
}

/** Spec: engine.md 2.8, `meta`. */
export function createModuleMeta({ plan, slotVars }: OperatorCall): ModuleMeta {
  const { slots } = stepData(plan)
  const hasSlots = Object.keys(slots).length > 0
  const { body } = slots
  return {
    slots: hasSlots ? slots : null,
    children: hasSlots ? { ...slots, ...(body === undefined ? {} : { children: body }) } : null,
    slot: slotVars,
    collectPath: plan.collectText,
  }
}

async function runFrom(slot: Slot, localState: unknown, slotVars: unknown): Promise<Dict> {
  if (!slot.hasSteps) return {}
  const state = isAbsent(localState) ? undefined : isDict(localState) ? localState : {}
  const result = await slot.run(isDict(slotVars) ? slotVars : undefined, state)
  return withoutSignal(result).toObject()
}

interface StepCall {
  readonly id: string
  readonly input: Dict
  readonly slots: Readonly<Record<string, unknown>> | undefined
  readonly meta: CallMeta | undefined
}

/** Calls a component as a step that has slots would: in the state and with the `$slot` of the module's own step. */
async function callAsStep({ id, input, slots, meta }: StepCall, call: OperatorCall): Promise<unknown> {
  const literals: Dict = {}
  for (const [name, value] of Object.entries(input)) setOwn(literals, name, { __lcod_literal__: value })
  const step = {
    call: id,
    in: literals,
    out: { result: '$' },
    ...(slots === undefined ? {} : { slots }),
    ...(typeof meta?.collectPath === 'string' ? { collectPath: meta.collectPath } : {}),
  }
  const run = call.slotOf(composeFromValue([step]), 'call').run(isDict(meta?.slot) ? meta.slot : undefined)
  return withoutSignal(await run).get('result')
}

/** `slots` wins over `children`; a list of steps is the slot `body`. */
function slotsOf({ slots, children }: CallMeta = {}): Readonly<Record<string, unknown>> | undefined {
  const named = (given: unknown): Dict => (isStepList(given) ? { body: given } : isDict(given) ? given : {})
  const all = { ...named(children), ...named(slots) }
  const { children: alias, ...rest } = all
  const merged = alias === undefined || 'body' in rest ? rest : { ...rest, body: alias }
  return Object.keys(merged).length === 0 ? undefined : merged
}

function tokenOf(call: OperatorCall): CancellationToken {
  return {
    get cancelled() {
      return call.signal.aborted
    },
    get reason() {
      const reason: unknown = call.signal.reason
      return reason instanceof ExecutionCancelledError ? reason.reason : reason
    },
    cancel: (reason) => call.cancel(reason),
    throwIfCancelled: () => call.ensureNotCancelled(),
  }
}

function toInput(input: unknown): Dict {
  if (isAbsent(input)) return {}
  return isDict(input) ? input : { value: input }
}

/** A module cannot hand a loop signal on: to its caller it would look like a value. */
function withoutSignal<T>(value: T): Exclude<T, Signal> {
  if (value instanceof Signal) {
    throw new KernelError('flow_signal_outside_loop', `flow/${value.kind} used outside of a loop`, {
      data: { signal: value.kind },
    })
  }
  return value as Exclude<T, Signal>
}
