import type { IncomingRequest } from '../kernel-api.ts'
import { emitKernelLog } from '../logging/emit-log.ts'
import { RegistryScope } from '../resolve/registry.ts'
import type { OperatorCall } from './call.ts'
import { CancelToken } from './cancel-token.ts'
import { Activation, type Context, Frame, NO_ITERATION, NO_VARS } from './frame.ts'
import type { LinkedStep } from './link.ts'
import { RunReport } from './run-report.ts'
import { RunServers } from './run-servers.ts'
import { Scope } from './scope.ts'
import { StepCall } from './step-call.ts'
import { limitWallTime } from './wall-time.ts'

/** What `spawnRun` does in the run it starts, and what cancels it. */
export interface SpawnOptions {
  /** What the run answers. */
  readonly request: IncomingRequest
  /** Cancels the run. */
  readonly signal?: AbortSignal
}

/**
 * Runs `work` in a run of its own, which may begin after the run of `ctx` is over.
 *
 * It shares the host behind its permissions, the registry, the package, the log tags and the cancellation; budgets are
 * counted afresh, and streams, sandbox, servers, state and what it registers are its own. So is its trace, for whoever
 * observes requests: the trace of a run holds what that run did. Everything it opened is closed when `work` is over.
 */
export async function spawnRun<T>(
  ctx: Context,
  step: LinkedStep,
  work: (call: OperatorCall) => Promise<T>,
  { request, signal }: SpawnOptions,
): Promise<T> {
  const token = new CancelToken(ctx.token)
  const { requests } = ctx.servers
  const observation = requests.observe?.(request)
  const { traceContext } = request
  const run = requests.create(token, { ...(traceContext && { traceContext }), ...observation })
  const { component, file } = ctx.activation
  const activation = new Activation(component, null, null, file)
  const servers = new RunServers(requests)
  const registry = new RegistryScope(ctx.registry)
  const runReport = run.recorder && new RunReport(run.recorder, requests.plan())
  const own: Context = {
    ...ctx,
    run,
    registry,
    token,
    streams: run.streams,
    activation,
    quiet: false,
    servers,
    runReport,
  }
  const call = new StepCall(step, new Frame(own, Scope.empty, NO_VARS, 0, NO_ITERATION), own, null)
  const abort = () => token.cancel(signal?.reason)
  if (signal?.aborted === true) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  const stopClock = limitWallTime(token, run.host.clock, run.limits)
  try {
    return await work(call)
  } finally {
    stopClock()
    signal?.removeEventListener('abort', abort)
    await call.cleanUp()
    await servers.stop(0)
    await run.close((error) => {
      emitKernelLog(own, 'warn', 'cleanup failed', { error: { code: error.code, message: error.message } })
    })
    token.release()
    observation?.end?.()
  }
}
