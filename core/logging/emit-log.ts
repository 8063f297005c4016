import { normaliseError } from '../errors/normalise-error.ts'
import type { LogEntry, LogLevel } from '../host/log.ts'
import { callDetached } from '../run/detached-call.ts'
import type { Context, Tags } from '../run/frame.ts'
import type { Dict } from '../values.ts'
import { completeEntry, levelRank } from './log-entry.ts'

const LOG_CONTRACT = 'lcod://contract/tooling/log@1'
const KERNEL_LOG = 'lcod://kernel/log@1'

/**
 * Delivers a completed entry: to the implementation that the log contract is bound to, else to the host's sink.
 *
 * A sink that fails is reported on the host's sink and never fails the run; while an implementation runs, logs from
 * inside it go straight to the host's sink.
 *
 * @returns what the implementation gave, or the entry when it gave nothing or there is none.
 * Spec: engine.md 5.5.
 */
export function emitLog(ctx: Context, entry: LogEntry): unknown {
  const { run } = ctx
  if (run.observer !== undefined) run.emitAt(ctx.activation.pathPrefix, [], 0, { type: 'log', entry })
  const target = ctx.quiet ? undefined : ctx.registry.binding(LOG_CONTRACT)
  if (target === undefined || target === LOG_CONTRACT || target === KERNEL_LOG) return writeToSink(ctx, entry)
  const quiet: Context = { ...ctx, quiet: true }
  try {
    const answer = callDetached(quiet, target, { ...entry })
    if (!(answer instanceof Promise)) return answer ?? entry
    return answer.then(
      (value) => value ?? entry,
      (error: unknown) => sinkFailed(ctx, entry, error),
    )
  } catch (error) {
    return sinkFailed(ctx, entry, error)
  }
}

function sinkFailed(ctx: Context, entry: LogEntry, error: unknown): LogEntry {
  const { code, message } = normaliseError(error)
  if (code === 'component_not_found') return writeToSink(ctx, entry)
  writeToSink(ctx, {
    level: 'error',
    message: 'log contract handler failed',
    data: { message },
    timestamp: entry.timestamp,
    ...(entry.tags === undefined ? {} : { tags: entry.tags }),
  })
  return entry
}

function writeToSink(ctx: Context, entry: LogEntry): LogEntry {
  try {
    ctx.run.host.log.write(entry)
  } catch {
    // A sink that fails loses its entry, not the run: there is nowhere left to report it.
  }
  return entry
}

/** A log of the kernel itself: dropped below the threshold, delivered like any other above it, never awaited. */
export function emitKernelLog(ctx: Context, level: LogLevel, message: string, data?: Dict, tags?: Tags): void {
  const { run } = ctx
  if (levelRank(level) < run.logThreshold) return
  const payload: Dict = { level, message, tags: { ...tags, component: 'kernel' } }
  if (data !== undefined) payload['data'] = data
  const completed = completeEntry(payload, ctx.tags, run.host.clock.now())
  if (!('entry' in completed)) return
  const answer = emitLog(ctx, completed.entry)
  if (answer instanceof Promise) run.awaitLog(answer)
}

/**
 * A log of the program, from `contract/tooling/log@1`: never filtered, never thrown.
 *
 * @returns what the caller of the contract receives; `{}` for an invalid payload.
 */
export function emitUserLog(ctx: Context, payload: Dict): unknown {
  const completed = completeEntry(payload, ctx.tags, ctx.run.host.clock.now())
  if ('entry' in completed) return emitLog(ctx, completed.entry)
  writeToSink(ctx, {
    level: 'error',
    message: 'invalid log payload',
    data: { errors: completed.faults.join('; ') },
    timestamp: new Date(ctx.run.host.clock.now()).toISOString(),
  })
  return {}
}
