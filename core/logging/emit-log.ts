import { normaliseError } from '../errors/normalise-error.ts'
import type { LogEntry, LogLevel } from '../host/log.ts'
import { callDetached } from '../run/detached-call.ts'
import type { Context, Frame, Tags } from '../run/frame.ts'
import { Signal } from '../run/signal.ts'
import { type Dict, isDict } from '../values.ts'
import { completeEntry, isLevel, levelRank } from './log-entry.ts'

const LOG_CONTRACT = 'lcod://contract/tooling/log@1'
const KERNEL_LOG = 'lcod://kernel/log@1'
const MISSING: ReadonlySet<string> = new Set([
  'component_not_found',
  'contract_unbound',
  'implementation_not_registered',
])

/** The step that logs: the trace shows the entry there. */
export interface LogPlace {
  readonly frame: Frame
  /** Pointer of the step in its compose. */
  readonly path: string
}

/**
 * Delivers a completed entry: to the implementation that the log contract is bound to, else to the host's sink.
 *
 * A sink that fails is reported on the host's sink and never fails the run; while an implementation runs, logs from
 * inside it go straight to the host's sink.
 *
 * @returns what the implementation gave, or the entry when it gave nothing or there is none.
 * Spec: engine.md 5.5.
 */
function emitLog(ctx: Context, entry: LogEntry, place?: LogPlace): unknown {
  const { run } = ctx
  if (place === undefined) run.recorder?.emitAt(ctx.activation.pathPrefix, [], 0, { type: 'log', entry })
  else run.recorder?.emit(place.frame, place.path, { type: 'log', entry })
  const target = ctx.quiet ? undefined : ctx.registry.binding(LOG_CONTRACT)
  if (target === undefined || target === LOG_CONTRACT || target === KERNEL_LOG) return writeToSink(ctx, entry)
  const quiet: Context = { ...ctx, quiet: true }
  try {
    const answer = callDetached(quiet, target, { ...entry })
    if (!(answer instanceof Promise)) return received(answer, entry)
    return answer.then(
      (value: unknown) => received(value, entry),
      (error: unknown) => sinkFailed(ctx, entry, error),
    )
  } catch (error) {
    return sinkFailed(ctx, entry, error)
  }
}

/** What the caller of the log contract gets. A loop signal of a sink must not steer the program that logs. */
function received(answer: unknown, entry: LogEntry): unknown {
  return answer instanceof Signal ? entry : (answer ?? entry)
}

function sinkFailed(ctx: Context, entry: LogEntry, error: unknown): LogEntry {
  const { code, message, frames } = normaliseError(error)
  // Nothing is wrong with a sink that is missing itself (not a part of it), or that the end of the run has cut short.
  const missing = frames.length === 0 && MISSING.has(code)
  if (missing || code === 'cancelled') {
    return writeToSink(ctx, entry)
  }
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

/** Who a log is from: `kernel` logs obey `LCOD_LOG_LEVEL` and are tagged so. */
export type LogOrigin = 'user' | 'kernel'

/** The logger of kernel logs that name none. */
const KERNEL_LOGGER = 'kernel'

/** A log of the kernel itself: dropped below the threshold, delivered like any other above it, never awaited. */
export function emitKernelLog(
  ctx: Context,
  level: LogLevel,
  message: string,
  data?: Dict,
  tags?: Tags,
  place?: LogPlace,
): void {
  if (isBelow(ctx, levelRank(level), tags, 'kernel')) return
  const payload: Dict = { level, message, tags: { ...tags, component: 'kernel' } }
  if (data !== undefined) payload['data'] = data
  const completed = completeEntry(payload, ctx.tags, ctx.run.host.clock.now())
  if (!('entry' in completed)) return
  const answer = emitLog(ctx, completed.entry, place)
  if (answer instanceof Promise) ctx.run.awaitLog(answer)
}

/**
 * A log that a compose writes: dropped below its threshold, reported on the host's sink when it is not valid, never
 * thrown.
 *
 * @returns what the caller of the contract receives; `{}` for a log that was dropped or is not valid.
 * Spec: engine.md 5.2, 5.4.
 */
export function emitPayload(ctx: Context, payload: Dict, origin: LogOrigin, place?: LogPlace): unknown {
  const { level, tags } = payload
  if (isLevel(level) && isBelow(ctx, levelRank(level), isDict(tags) ? tags : undefined, origin)) return {}
  const named =
    origin === 'user' ? payload : { ...payload, tags: { ...(isDict(tags) ? tags : {}), component: 'kernel' } }
  const completed = completeEntry(named, ctx.tags, ctx.run.host.clock.now())
  if ('entry' in completed) return emitLog(ctx, completed.entry, place)
  writeToSink(ctx, {
    level: 'error',
    message: 'invalid log payload',
    data: { errors: completed.faults.join('; ') },
    timestamp: new Date(ctx.run.host.clock.now()).toISOString(),
  })
  return {}
}

/** Whether an entry is dropped. Levels are read anew each time: they may change while a run goes on. */
function isBelow(
  { run, tags: around }: Context,
  rank: number,
  tags: Dict | Tags | undefined,
  origin: LogOrigin,
): boolean {
  const named = tags?.['logger']
  if (origin === 'user') return rank < (run.loggers.rankOf(named ?? around?.['logger']) ?? 0)
  run.freshenLogLevel()
  return rank < (run.loggers.rankOf(named ?? KERNEL_LOGGER) ?? run.logThreshold)
}
