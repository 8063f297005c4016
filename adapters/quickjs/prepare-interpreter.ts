import { type GUEST_OPERATIONS, HOST_FUNCTIONS, PRELUDE_FILE, preludeParts, preludeSource } from './guest/prelude.ts'
import { type Completion, type GuestPlaces, type GuestValue, GuestValues, SCRATCH_BYTES } from './guest-values.ts'
import type { QuickJsInstance } from './instance.ts'
import { BORDER, STACK_BYTES } from './limits.ts'

export type GuestOperation = (typeof GUEST_OPERATIONS)[number]

/** An interpreter that is ready for a session, as the places of things in its instance's memory. */
export interface PreparedPlaces extends GuestPlaces {
  readonly operations: Readonly<Record<GuestOperation, GuestValue>>
  /** Where the eight bytes of `Math.random` are. */
  readonly seed: number
}

/** The state of `Math.random` is this in microseconds: a number that stands nowhere else in the memory. */
const MARKER_MS = 0x123456789ab

/**
 * Makes a runtime and a context in a new instance and installs the prelude: the part of a sandbox that is the same for
 * every session.
 *
 * @throws {Error} when the build is not as expected.
 */
export function prepareInterpreter(instance: QuickJsInstance): PreparedPlaces {
  const { api } = instance
  const { hooks } = instance
  const runtime = api.newRuntime()
  api.setMaxStackSize(runtime, STACK_BYTES)
  instance.hooks = { ...hooks, now: () => MARKER_MS }
  const context = api.newContext(runtime, 0)
  instance.hooks = hooks
  const seed = findMarker(instance)
  api.enableInterrupts(runtime)
  const places: GuestPlaces = {
    runtime,
    context,
    undefined: api.getUndefined(),
    argv: api.malloc(4 * (HOST_FUNCTIONS.length + 1)),
    scratch: api.malloc(SCRATCH_BYTES),
  }
  return { ...places, seed, operations: installPrelude(new GuestValues(instance, places)) }
}

function installPrelude(guest: GuestValues): PreparedPlaces['operations'] {
  const must = (completion: Completion) => {
    if ('value' in completion) return completion.value
    throw new Error(`The sandbox could not be prepared: ${guest.readText(completion.error)}`)
  }
  const setup = guest.newText(JSON.stringify({ limits: BORDER, parts: preludeParts }))
  const functions = HOST_FUNCTIONS.map((name, index) => guest.newFunction(name, index + 1))
  const find = must(guest.call(must(guest.evaluate(preludeSource, PRELUDE_FILE)), [setup, ...functions]))
  const operation = (name: GuestOperation) => must(guest.call(find, [guest.newText(name)]))
  return {
    start: operation('start'),
    deliver: operation('deliver'),
    newProgram: operation('newProgram'),
    define: operation('define'),
    drop: operation('drop'),
    explain: operation('explain'),
  }
}

function findMarker({ memory }: QuickJsInstance): number {
  const words = new Uint32Array(memory.buffer)
  const marker = MARKER_MS * 1000
  const [low, high] = [marker % 2 ** 32, Math.floor(marker / 2 ** 32)]
  const found: number[] = []
  for (let index = words.indexOf(low); index >= 0; index = words.indexOf(low, index + 1)) {
    if (words[index + 1] === high) found.push(index * 4)
  }
  const [at] = found
  if (at === undefined || found.length > 1) {
    throw new Error(`Expected the state of Math.random in one place of the memory, found ${found.length}`)
  }
  return at
}

/**
 * Gives `Math.random` its state, as making the context at this time would have.
 *
 * @param seed a whole number from 0 to below 2^48.
 */
export function writeSeed({ memory }: QuickJsInstance, { seed: at }: PreparedPlaces, seed: number): void {
  const state = BigInt(seed) * 1000n
  new DataView(memory.buffer).setBigUint64(at, state === 0n ? 1n : BigInt.asUintN(64, state), true)
}
