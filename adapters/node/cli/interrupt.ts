import { KernelError } from '../../../core/errors/kernel-error.ts'
import { EXIT } from './exit-code.ts'
import type { ErrorScreen } from './output.ts'

/** Why a run was cancelled from the command line. */
export interface Cancellation {
  readonly kind: 'interrupt' | 'timeout'
  /** For people, sentence case. */
  readonly message: string
  readonly hint: string
}

/** What is reported of something that was cancelled from the command line. */
export function cancelledError({ kind, message, hint }: Cancellation): KernelError {
  return new KernelError(kind === 'timeout' ? 'timed_out' : 'cancelled', message, { hint })
}

/** Turns Ctrl+C, a request to end, and `--timeout` into cancellation of what is under way. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** What fired, once something has. */
  readonly cancellation: Cancellation | undefined
  /** Stops listening: the process behaves as without it. */
  dispose(): void
}

/**
 * The first SIGINT or SIGTERM cancels and lets everything clean up; the second ends the process at once.
 *
 * @param timeoutMs Cancels after this time from now; never when absent.
 */
export function listenForInterrupt(screen: ErrorScreen, timeoutMs?: number): Interrupt {
  const controller = new AbortController()
  let cancellation: Cancellation | undefined
  const cancel = (why: Cancellation) => {
    cancellation ??= why
    controller.abort(why)
  }
  let interrupted = false
  const onSignal = () => {
    if (interrupted) {
      screen.hideRows()
      process.exit(EXIT.cancelled)
    }
    interrupted = true
    screen.write('Cancelling; press Ctrl+C again to stop at once\n')
    cancel({ kind: 'interrupt', message: 'Execution cancelled', hint: 'Run it again; nothing was left running' })
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () =>
            cancel({
              kind: 'timeout',
              message: `Execution timed out after ${timeoutMs} ms`,
              hint: 'Raise --timeout, or see with --trace what takes long',
            }),
          // Longer delays would overflow the timer and fire at once.
          Math.min(timeoutMs, 2 ** 31 - 1),
        )
  return {
    signal: controller.signal,
    get cancellation() {
      return cancellation
    },
    dispose() {
      clearTimeout(timer)
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}

/**
 * Does something that Ctrl+C gives up.
 *
 * @throws {KernelError} `cancelled` when it was given up, whatever it failed with then; else what it throws.
 */
export async function interruptible<T>(screen: ErrorScreen, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = listenForInterrupt(screen)
  try {
    return await work(interrupt.signal)
  } catch (error) {
    throw interrupt.cancellation === undefined ? error : cancelledError(interrupt.cancellation)
  } finally {
    interrupt.dispose()
  }
}
