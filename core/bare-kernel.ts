import type { Composition } from './compose/composition.ts'
import { openDurableRun } from './durable/open-durable-run.ts'
import { KernelError } from './errors/kernel-error.ts'
import { normaliseError } from './errors/normalise-error.ts'
import type { Host } from './host/index.ts'
import type { Kernel, KernelOptions, Limits, RunOptions } from './kernel-api.ts'
import { emitKernelLog } from './logging/emit-log.ts'
import { guardHost } from './permissions/guard-host.ts'
import { type Component, RegistryScope } from './resolve/registry.ts'
import { CancelToken } from './run/cancel-token.ts'
import { checkSchema } from './run/check-schema.ts'
import { ensureCapabilities } from './run/ensure-capabilities.ts'
import { Activation, type Context, Frame, NO_ITERATION, NO_VARS } from './run/frame.ts'
import { pick, project, signalOutsideLoop } from './run/invoke.ts'
import { DEFAULT_LIMITS } from './run/limits.ts'
import { linkPlan } from './run/link.ts'
import { compilePlan, planHash } from './run/plan.ts'
import { RunReport } from './run/run-report.ts'
import { RunServers } from './run/run-servers.ts'
import { RunState } from './run/run-state.ts'
import { runSteps } from './run/run-steps.ts'
import { Scope } from './run/scope.ts'
import { Signal } from './run/signal.ts'
import { limitWallTime } from './run/wall-time.ts'
import { type Dict, setOwn } from './values.ts'

/** `KernelOptions` without a default for the components. */
export type BareKernelOptions = KernelOptions & { readonly components: readonly Component[] }

/**
 * Makes a kernel that knows the given components and no others: for bundles that must be small, with
 * `flowOperators` and whatever else their composes call.
 *
 * @example
 * ```ts
 * import type { NativeComponent } from 'lcod-universal'
 * import { composeFromValue, createBareKernel, flowOperators } from 'lcod-universal/engine'
 * import { createMemoryHost } from 'lcod-universal/memory'
 *
 * const run: NativeComponent['run'] = ({ n }) => ({ twice: Number(n) * 2 })
 * const double: NativeComponent = { kind: 'native', id: 'lcod://my/double@1', run }
 * const kernel = createBareKernel({ host: createMemoryHost(), components: [...flowOperators, double] })
 * const body = [{ call: 'lcod://my/double@1', in: { n: '$slot.item' }, out: { twice: 'twice' } }]
 * const loop = { call: 'lcod://flow/foreach@1', in: { list: [1, 2] }, slots: { body }, collectPath: '$.twice', out: { all: 'results' } }
 * console.log(await kernel.run(composeFromValue([loop]))) // { all: [ 2, 4 ] }
 * ```
 */
export function createBareKernel(options: BareKernelOptions): Kernel {
  const host = guardHost(options.host, options.permissions ?? {})
  const root = new RegistryScope(null, { components: options.components, sealed: true })
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits }
  return {
    registry: root,
    run: (composition, runOptions = {}) =>
      runRoot(composition, runOptions, { ...options, host, openHost: options.host, limits, root }),
  }
}

interface KernelParts extends KernelOptions {
  /** The host without the guard. */
  readonly openHost: Host
  readonly limits: Limits
  readonly root: RegistryScope
}

async function runRoot(composition: Composition, options: RunOptions, kernel: KernelParts): Promise<Dict> {
  const token = new CancelToken()
  const plan = compilePlan(composition, options.context)
  const registry = new RegistryScope(kernel.root, {
    components: options.components ?? [],
    bindings: Object.entries({ ...kernel.bindings, ...options.bindings }),
  })
  const setup = {
    host: kernel.host,
    limits: kernel.limits,
    // The kernel's own setting, read past the grants of the run: a compose cannot see it, and cannot hide from it.
    logLevel: () => kernel.openHost.env.get('LCOD_LOG_LEVEL'),
    logLevels: kernel.logLevels,
    globals: kernel.globals ?? {},
    loader: kernel.loader,
    development: kernel.development,
    rootContext: options.context,
    hostFor: options.hostFor,
  }
  const { observer, recording, traceContext } = options
  const input = startState(options)
  const name = options.name ?? composition.file ?? 'the compose'
  const durable =
    options.durable === undefined
      ? undefined
      : await openDurableRun(options.durable, { name, plan: planHash(plan), input, host: kernel.openHost, token })
  const run = new RunState({ ...setup, token, observer, recording, traceContext, durable })
  const report = run.recorder && new RunReport(run.recorder, planHash(plan))
  const declares = (options.inputs?.length ?? 0) > 0 || (options.outputs?.length ?? 0) > 0
  const activation = new Activation(null, null, declares ? (options.input ?? {}) : null, composition.file)
  const servers = new RunServers({
    create: (own, watch) => new RunState({ ...setup, token: own, ...watch }),
    plan: () => planHash(plan),
    observe: options.observeRequest,
  })
  const { streams } = run
  const ctx: Context = { run, registry, token, streams, servers, activation, tags: null, quiet: false }
  const frame = new Frame(ctx, Scope.root(input), NO_VARS, 0, NO_ITERATION)
  const root = { id: name }
  const stopWaiting = cancelFrom(options, token, kernel)
  try {
    report?.begin(input)
    ensureCapabilities(plan.steps, registry, kernel.host)
    token.ensureNotCancelled()
    if (options.inputSchema !== undefined) checkSchema(ctx, root, 'input', options.inputSchema, givenInput(options))
    const outcome = await runSteps(linkPlan(plan), frame)
    if (outcome instanceof Signal) throw signalOutsideLoop(outcome)
    const result = finalState(frame.scope, options)
    if (options.outputSchema !== undefined) checkSchema(ctx, root, 'output', options.outputSchema, result)
    if (durable !== undefined) await durable.done()
    report?.end(result)
    options.keepServers?.(servers.release())
    return result
  } catch (thrown) {
    const error = durable?.failure ?? overBudget(token) ?? normaliseError(thrown)
    if (durable !== undefined) await durable.failed(error)
    report?.fail(error)
    throw error
  } finally {
    stopWaiting()
    await servers.stop()
    await run.close((error) => {
      emitKernelLog(ctx, 'warn', 'cleanup failed', { error: { code: error.code, message: error.message } })
    })
    await durable?.close()
  }
}

/** Connects the caller's signal, its timeout and the wall time budget to the run; the returned function lets go of both. */
function cancelFrom(options: RunOptions, token: CancelToken, kernel: KernelParts): () => void {
  const { signal, timeoutMs } = options
  const abort = () => token.cancel(signal?.reason)
  if (signal?.aborted === true) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  const { clock } = kernel.host
  const timers = [
    ...(timeoutMs === undefined ? [] : [clock.after(timeoutMs, () => token.cancel(new RunTimeout(timeoutMs)))]),
    limitWallTime(token, clock, kernel.limits),
  ]
  return () => {
    signal?.removeEventListener('abort', abort)
    for (const stop of timers) stop()
  }
}

/** What a cancellation for a used up budget is to the caller: the budget's error. */
function overBudget({ reason }: CancelToken): KernelError | undefined {
  return reason instanceof KernelError && reason.code === 'budget_exceeded' ? reason : undefined
}

/** The reason of a cancellation by `timeoutMs`. */
export class RunTimeout extends KernelError {
  constructor(timeoutMs: number) {
    super('timed_out', `Execution timed out after ${timeoutMs} ms`, { data: { timeoutMs } })
  }
}

/** The root's input: its declared keys, null where the caller gave none; everything when nothing is declared. */
function startState(options: RunOptions): Dict {
  const input = options.input ?? {}
  if (options.inputs === undefined || options.inputs.length === 0) return input
  const state: Dict = {}
  for (const name of options.inputs) setOwn(state, name, Object.hasOwn(input, name) ? (input[name] ?? null) : null)
  return state
}

/** What the caller gave of the declared inputs: a default of null satisfies no `required`. */
function givenInput(options: RunOptions): Dict {
  const input = options.input ?? {}
  return options.inputs === undefined || options.inputs.length === 0 ? input : pick(input, options.inputs)
}

function finalState(scope: Scope, options: RunOptions): Dict {
  return options.outputs === undefined || options.outputs.length === 0
    ? scope.toObject()
    : project(scope, options.outputs)
}
