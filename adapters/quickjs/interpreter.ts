import type {
  BorrowedHeapCharPointer,
  EvalDetectModule,
  EvalFlags,
  HostRefId,
  IntrinsicsFlags,
  JSContextPointer,
  JSContextPointerPointer,
  JSRuntimePointer,
  JSValueConstPointer,
  JSValueConstPointerPointer,
  JSValuePointer,
} from '@jitl/quickjs-ffi-types'
import { type GUEST_OPERATIONS, HOST_FUNCTIONS, PRELUDE_FILE, preludeParts, preludeSource } from './guest/prelude.ts'
import type { QuickJsInstance } from './instance.ts'
import { BORDER, STACK_BYTES } from './limits.ts'

/** What the guest reaches outside. Neither may throw or call the interpreter. */
export interface InterpreterHooks {
  /** Asked every few thousand steps of the guest; true ends what it is doing, uncatchably. */
  interrupted(): boolean
  /** A host function; its answer reaches the guest as a string. */
  hostCall(name: (typeof HOST_FUNCTIONS)[number], args: readonly string[]): string | undefined
}

export interface InterpreterSetup {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Seeds `Math.random`: a whole number below 2^53. */
  readonly seed: number
}

/** A value of the guest that the host holds; `release` lets it go. */
export type GuestValue = JSValuePointer

/** How a guest function ended. */
type Completion = { readonly value: GuestValue } | { readonly error: GuestValue }

export type GuestOperation = (typeof GUEST_OPERATIONS)[number]

/** The guest could not be given or asked for a text, because its memory is full. */
export class GuestMemoryError extends Error {}

const SCRATCH_BYTES = 64 * 1024
const encoder = new TextEncoder()

/**
 * QuickJS in one instance: a runtime, a context, and the prelude's entry function, spoken to in texts.
 *
 * Every exception out of a method means that the instance is not to be used again. Nothing is freed at the end:
 * the memory goes with the instance, and freeing what an aborted guest left behind would abort again.
 */
export class Interpreter {
  readonly #instance: QuickJsInstance
  readonly #runtime: JSRuntimePointer
  readonly #context: JSContextPointer
  readonly #scratch: number
  readonly #argv: number
  readonly #undefined: JSValueConstPointer
  readonly #operations: Readonly<Record<GuestOperation, JSValuePointer>>

  constructor(instance: QuickJsInstance, setup: InterpreterSetup, hooks: InterpreterHooks) {
    const { ffi, module } = instance
    const clock = instance.clock
    this.#instance = instance
    this.#connect(hooks)
    this.#runtime = ffi.QTS_NewRuntime()
    ffi.QTS_RuntimeSetMaxStackSize(this.#runtime, STACK_BYTES)
    instance.clock = () => setup.seed
    this.#context = ffi.QTS_NewContext(this.#runtime, 0 as IntrinsicsFlags)
    instance.clock = clock
    ffi.QTS_RuntimeEnableInterruptHandler(this.#runtime)
    this.#scratch = module._malloc(SCRATCH_BYTES)
    this.#argv = module._malloc(4 * (HOST_FUNCTIONS.length + 1))
    this.#undefined = ffi.QTS_GetUndefined()
    const config = this.#newText(
      JSON.stringify({ env: setup.env, cwd: setup.cwd, limits: BORDER, parts: preludeParts }),
    )
    const functions = HOST_FUNCTIONS.map((name, index) =>
      ffi.QTS_NewFunction(this.#context, name, 3, false, (index + 1) as HostRefId),
    )
    const prepare = this.#must(this.#evaluate(preludeSource, PRELUDE_FILE))
    const find = this.#must(this.#call(prepare, [config, ...functions]))
    const operation = (name: GuestOperation) => this.#must(this.#call(find, [this.#newText(name)]))
    this.#operations = {
      start: operation('start'),
      deliver: operation('deliver'),
      newProgram: operation('newProgram'),
      define: operation('define'),
      drop: operation('drop'),
      explain: operation('explain'),
    }
  }

  #connect(hooks: InterpreterHooks): void {
    const { ffi, module } = this.#instance
    module.callbacks = {
      freeHostRef: () => {},
      shouldInterrupt: () => (hooks.interrupted() ? 1 : 0),
      // No module loader is enabled, so these are never asked; 0 is "no such module".
      loadModuleSource: () => 0 as BorrowedHeapCharPointer,
      normalizeModule: () => 0 as BorrowedHeapCharPointer,
      callFunction: (_asyncify, _context, _self, count, argv, id) => {
        const name = HOST_FUNCTIONS[id - 1]
        if (name === undefined) return 0 as JSValuePointer
        const args: string[] = []
        for (let index = 0; index < count; index++) {
          args.push(this.#readText(ffi.QTS_ArgvGetJSValueConstPointer(argv, index)))
        }
        const answer = hooks.hostCall(name, args)
        return answer === undefined ? (0 as JSValuePointer) : this.#newText(answer)
      },
    }
  }

  /** Evaluates an expression that should give a function. `error` is what `explain` takes. */
  evaluate(code: string, file: string): Completion {
    return this.#evaluate(code, file)
  }

  /**
   * Calls an operation of the prelude with a text and up to two values.
   *
   * @returns its reply; `undefined` when the guest threw past it: it was interrupted or ran out of memory.
   */
  enter(operation: GuestOperation, text: string, first?: GuestValue, second?: GuestValue): string | undefined {
    const { ffi } = this.#instance
    const argument = this.#newText(text)
    const args = first === undefined ? [argument] : second === undefined ? [argument, first] : [argument, first, second]
    const result = this.#call(this.#operations[operation], args)
    ffi.QTS_FreeValuePointer(this.#context, argument)
    return this.#reply(result)
  }

  /** Starts a script. @param extras JSON of `{ config?, imports? }`. */
  start(scope: string, program: GuestValue, id: number, extras: string | undefined): string | undefined {
    const { ffi } = this.#instance
    const scopeText = this.#newText(scope)
    const runId = ffi.QTS_NewFloat64(this.#context, id)
    const args = [scopeText, program, runId]
    if (extras !== undefined) args.push(this.#newText(extras))
    const result = this.#call(this.#operations.start, args)
    ffi.QTS_FreeValuePointer(this.#context, scopeText)
    ffi.QTS_FreeValuePointer(this.#context, runId)
    if (args[3] !== undefined) ffi.QTS_FreeValuePointer(this.#context, args[3])
    return this.#reply(result)
  }

  /** An empty program, to be filled by `define`. */
  newProgram(): GuestValue {
    return this.#must(this.#call(this.#operations.newProgram, []))
  }

  /** Frees a value that `evaluate` gave. */
  release(value: JSValuePointer): void {
    this.#instance.ffi.QTS_FreeValuePointer(this.#context, value)
  }

  /** Runs up to `limit` promise jobs. @returns whether more wait. */
  runJobs(limit: number): boolean {
    const { ffi } = this.#instance
    if (!ffi.QTS_IsJobPending(this.#runtime)) return false
    const result = ffi.QTS_ExecutePendingJob(this.#runtime, limit, this.#argv as JSContextPointerPointer)
    ffi.QTS_FreeValuePointer(this.#context, result)
    return ffi.QTS_IsJobPending(this.#runtime) !== 0
  }

  /** Whether promise jobs wait. */
  hasJobs(): boolean {
    return this.#instance.ffi.QTS_IsJobPending(this.#runtime) !== 0
  }

  #evaluate(code: string, file: string): Completion {
    const { ffi, module } = this.#instance
    const size = module.lengthBytesUTF8(code)
    const at = this.#allocate(size + 1)
    module.stringToUTF8(code, at, size + 1)
    const result = ffi.QTS_Eval(this.#context, at, size, file, 0 as EvalDetectModule, 0 as EvalFlags)
    module._free(at)
    return this.#resolve(result)
  }

  #call(fn: JSValuePointer, args: readonly JSValuePointer[]): Completion {
    const { ffi, module } = this.#instance
    new Uint32Array(module.HEAPU8.buffer, this.#argv, args.length).set(args)
    const argv = this.#argv as JSValueConstPointerPointer
    return this.#resolve(ffi.QTS_Call(this.#context, fn, this.#undefined, args.length, argv))
  }

  #resolve(result: JSValuePointer): Completion {
    const { ffi } = this.#instance
    const error = ffi.QTS_ResolveException(this.#context, result)
    if (error === 0) return { value: result }
    ffi.QTS_FreeValuePointer(this.#context, result)
    return { error }
  }

  #reply(result: Completion): string | undefined {
    const { ffi } = this.#instance
    if ('error' in result) {
      ffi.QTS_FreeValuePointer(this.#context, result.error)
      return undefined
    }
    const reply = this.#readText(result.value)
    ffi.QTS_FreeValuePointer(this.#context, result.value)
    return reply
  }

  #must(result: Completion): JSValuePointer {
    if ('value' in result) return result.value
    throw new Error(`The sandbox could not be prepared: ${this.#readText(result.error)}`)
  }

  /** JSON text only: a NUL would end it, and JSON escapes them. */
  #newText(text: string): JSValuePointer {
    const { ffi, module } = this.#instance
    if (text.length * 3 < SCRATCH_BYTES) {
      const { written } = encoder.encodeInto(text, module.HEAPU8.subarray(this.#scratch, this.#scratch + SCRATCH_BYTES))
      module.HEAPU8[this.#scratch + written] = 0
      return this.#owned(ffi.QTS_NewString(this.#context, this.#scratch as BorrowedHeapCharPointer))
    }
    const size = module.lengthBytesUTF8(text)
    const at = this.#allocate(size + 1)
    encoder.encodeInto(text, module.HEAPU8.subarray(at, at + size))
    module.HEAPU8[at + size] = 0
    const value = ffi.QTS_NewString(this.#context, at)
    module._free(at)
    return this.#owned(value)
  }

  #owned(value: JSValuePointer): JSValuePointer {
    if (value === 0) throw new GuestMemoryError()
    const error = this.#instance.ffi.QTS_ResolveException(this.#context, value)
    if (error !== 0) throw new GuestMemoryError()
    return value
  }

  #allocate(size: number): Parameters<QuickJsInstance['ffi']['QTS_Eval']>[1] & { ctype: 'char' } {
    const at = this.#instance.module._malloc(size)
    if (at === 0) throw new GuestMemoryError()
    return at as Parameters<QuickJsInstance['ffi']['QTS_Eval']>[1] & { ctype: 'char' }
  }

  #readText(value: JSValuePointer | JSValueConstPointer): string {
    const { ffi, module } = this.#instance
    const at = ffi.QTS_GetString(this.#context, value)
    if (at === 0) throw new GuestMemoryError()
    const text = module.UTF8ToString(at)
    ffi.QTS_FreeCString(this.#context, at)
    return text
  }
}
