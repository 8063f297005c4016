import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { OperatorCall } from '../../../../core/run/call.ts'
import { Signal } from '../../../../core/run/signal.ts'
import { type Dict, isAbsent, isDict } from '../../../../core/values.ts'

/** What a module of `--modules` exports. */
export type ModuleFunction = (context: ModuleContext, input: Dict, meta: { readonly slot: Dict }) => unknown

/** What such a function may do besides computing. One per call: it stays valid when promises overlap. */
export interface ModuleContext {
  /** Calls another component. */
  call(id: string, input?: unknown): Promise<unknown>
  /** Runs a slot of the step and gives its final state. @throws {KernelError} `LCOD_SLOT_NOT_FOUND` */
  runSlot(name: string, localState?: unknown, slotVars?: unknown): Promise<Dict>
  /** Runs when the step is over, whatever happened. */
  defer(cleanup: () => void | Promise<void>): void
  /** Throws when the run has been cancelled. */
  ensureNotCancelled(): void
  isCancelled(): boolean
  /** What the running component was given before undeclared keys were dropped; null outside of one. */
  currentRawInput(): Dict | null
  /** Fires when the call is cancelled. */
  readonly signal: AbortSignal
}

/** Spec: engine.md 2.8. */
export function createModuleContext(call: OperatorCall): ModuleContext {
  return {
    call: async (id, input) => withoutSignal(await call.call(id, toInput(input))),
    async runSlot(name, localState, slotVars) {
      const slot = call.slot(name)
      if (slot === undefined) {
        throw new KernelError('LCOD_SLOT_NOT_FOUND', `Slot "${name}" not provided`, { data: { slot: name } })
      }
      if (!slot.hasSteps) return {}
      const state = isAbsent(localState) ? undefined : isDict(localState) ? localState : {}
      const result = await slot.run(isDict(slotVars) ? slotVars : undefined, state)
      if (result instanceof Signal) return withoutSignal(result)
      return result.toObject()
    },
    defer: (cleanup) => call.defer(cleanup),
    ensureNotCancelled: () => call.ensureNotCancelled(),
    isCancelled: () => call.signal.aborted,
    currentRawInput: () => (call.rawInput === null ? null : structuredClone(call.rawInput)),
    get signal() {
      return call.signal
    },
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
