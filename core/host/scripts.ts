/** Limits of one script call. Absent members take the engine's documented defaults. */
export interface ScriptLimits {
  /**
   * Script time in ms, sync and async, without the time spent in host calls: becomes work units at the engine's fixed
   * rate, so that it means the same on every machine. Default 1000.
   */
  readonly timeoutMs: number
  /** Work units of the engine, a whole number; in place of what `timeoutMs` would give. */
  readonly fuel?: number
}

export interface ScriptTool {
  readonly name: string
  readonly source: string
  readonly timeoutMs?: number
}

/** One call of `tooling/script@1`; every value is JSON text, because only text crosses the border. */
export interface ScriptRequest {
  readonly source: string
  readonly tools: readonly ScriptTool[]
  /**
   * JSON of `{ state, bindings?, meta? }`. The sandbox adds `input`: the bindings when there are any, else the state.
   */
  readonly scope: string
  /** JSON of the `config` object. */
  readonly config: string
  /** alias → component id. */
  readonly imports: Readonly<Record<string, string>>
  readonly limits: ScriptLimits
}

export type ConsoleMethod = 'log' | 'info' | 'warn' | 'error' | 'debug' | 'trace'

/** What a script can reach. Arguments and results are JSON text; `undefined` results are the text `null`. */
export interface ScriptHost {
  /**
   * `api.call` and imports. Rejections reach the guest as errors with message, code and data; a `ScriptExit` or an
   * `ExecutionCancelledError` does not: it ends the script, and `run` rejects with it.
   */
  call(id: string, args: string): Promise<string>
  /** `api.runSlot`. */
  runSlot(name: string, state: string, slotVars: string): Promise<string>
  /** `console.*`: the rendered message. Must not throw. */
  console(method: ConsoleMethod, message: string): void
  /** The script is over, however it ended: the work units it used. Called once, before `run` answers. Must not throw. */
  ended?(fuel: number): void
}

export type ScriptOutcome =
  /** The JSON text of what the function returned; `undefined` when it returned nothing. */
  | {
      readonly ok: true
      readonly value: string | undefined
      readonly messages: readonly string[]
      /** Work units used: the same on every host for the same scripts in the same order. */
      readonly fuel: number
    }
  /** The function threw. `stack` has script frames only. */
  | {
      readonly ok: false
      readonly code?: string
      readonly message: string
      readonly stack: string
      readonly messages: readonly string[]
      readonly fuel: number
    }

/**
 * The sandbox of one run: its instance serves this run and no other.
 *
 * `run` answers at once when the script does, else with a promise. It throws KernelError `script_compile_failed` when
 * the source or a tool is not a function, and `budget_exceeded` when the scripts of the run have used up their fuel; the
 * exhaustion of a script's own limits are outcomes with codes `script_timeout`, `script_memory_exceeded`,
 * `script_stack_exceeded` and, for a script whose sandbox broke under it, `script_sandbox_lost`;
 * a result that is no JSON throws `script_result_not_serialisable`, one that is too large or too deep, and more messages
 * than a script may say, `script_limit_exceeded`.
 */
export interface ScriptSession {
  run(request: ScriptRequest, host: ScriptHost): ScriptOutcome | Promise<ScriptOutcome>
  /** Frees the instance. Calls still under way reject with `cancelled`. */
  dispose(): void
}

export interface ScriptSessionOptions {
  readonly clock: { now(): number; monotonic(): number }
  readonly random: { bytes(length: number): Uint8Array }
  /** What `process.env` shows: the granted names only. */
  readonly env: Readonly<Record<string, string>>
  /** What `process.cwd()` answers. */
  readonly cwd: string
  /** Pages of 64 KiB the sandbox may use. */
  readonly memoryPages: number
  /** Work units of all scripts together; no bound when absent. */
  readonly fuel?: number
}

/** Runs scripts. QuickJS in WebAssembly is the one implementation; the host hands in the compiled module. */
export interface ScriptsPort {
  open(options: ScriptSessionOptions): ScriptSession | Promise<ScriptSession>
}
