import type { WasmInstance } from './wasm-api.ts'

/** Where something is in the guest's memory; 0 is nothing. */
export type Pointer = number

/** The functions of the QuickJS module that the sandbox calls. Values are pointers, which the caller frees. */
export interface QuickJsApi {
  /** Runs the module's constructors; once, before anything else. */
  initialise(): void
  malloc(bytes: number): Pointer
  free(at: Pointer): void
  newRuntime(): Pointer
  setMaxStackSize(runtime: Pointer, bytes: number): void
  enableInterrupts(runtime: Pointer): void
  newContext(runtime: Pointer, intrinsics: number): Pointer
  getUndefined(): Pointer
  newNumber(context: Pointer, value: number): Pointer
  /** @param text ends with a NUL. */
  newString(context: Pointer, text: Pointer): Pointer
  /** A function that calls out with `id`. */
  newFunction(context: Pointer, name: Pointer, length: number, isConstructor: number, id: number): Pointer
  freeValue(context: Pointer, value: Pointer): void
  /** A text of the value, which `freeText` frees; 0 when there is no memory for it. */
  getString(context: Pointer, value: Pointer): Pointer
  freeText(context: Pointer, text: Pointer): void
  argument(argv: Pointer, index: number): Pointer
  evaluate(context: Pointer, code: Pointer, bytes: number, file: Pointer, detectModule: number, flags: number): Pointer
  call(context: Pointer, fn: Pointer, self: Pointer, count: number, argv: Pointer): Pointer
  /** The exception when `value` stands for one, else 0. */
  takeException(context: Pointer, value: Pointer): Pointer
  isJobPending(runtime: Pointer): number
  runJobs(runtime: Pointer, limit: number, contextOut: Pointer): Pointer
}

/** Their names in the pinned build, whose linker has shortened them. A test compares them with those of the package's own glue. */
export const EXPORT_NAMES: Readonly<Record<keyof QuickJsApi, string>> = {
  initialise: 'u',
  malloc: 'v',
  free: 'M',
  newRuntime: 'K',
  setMaxStackSize: 'D',
  enableInterrupts: 'Fa',
  newContext: 'N',
  getUndefined: 'E',
  newNumber: 'Y',
  newString: '_',
  newFunction: 'Da',
  freeValue: 'P',
  getString: '$',
  freeText: 'S',
  argument: 'Ea',
  evaluate: 'pa',
  call: 'ma',
  takeException: 'na',
  isJobPending: 'fa',
  runJobs: 'ga',
}

/**
 * The functions of an instance by their long names.
 *
 * @throws {Error} when one is missing: the module is another build.
 */
export function bindExports({ exports }: WasmInstance): QuickJsApi {
  const bound: Partial<Record<keyof QuickJsApi, unknown>> = {}
  for (const [name, short] of Object.entries(EXPORT_NAMES)) {
    if (typeof exports[short] !== 'function') throw new Error(`The QuickJS build has no function "${short}" (${name})`)
    bound[name as keyof QuickJsApi] = exports[short]
  }
  return bound as unknown as QuickJsApi
}
