import { ExecutionCancelledError } from '../errors/kernel-error.ts'
import type { OperatorCall } from '../run/call.ts'
import { Signal } from '../run/signal.ts'

/**
 * Runs one task per item, at most `parallelism` at once, and waits for all of them: structured concurrency.
 *
 * The first failure stops new tasks, cancels the running ones, waits for their cleanup and is thrown. A task that gives
 * a Signal stops new tasks and lets the running ones settle.
 *
 * @returns what each task gave, in input order; `undefined` for those that a signal kept from starting.
 */
export async function runConcurrently<Item, Value>(
  items: readonly Item[],
  parallelism: number,
  call: OperatorCall,
  task: (index: number, call: OperatorCall) => Promise<Value>,
): Promise<Array<Value | undefined>> {
  const group = call.fork()
  const values = new Array<Value | undefined>(items.length).fill(undefined)
  let next = 0
  let stopped = false
  let failure: { readonly error: unknown } | undefined

  const worker = async (): Promise<void> => {
    while (!stopped && next < items.length) {
      const index = next++
      try {
        const value = await task(index, group.call)
        values[index] = value
        if (value instanceof Signal) stopped = true
      } catch (error) {
        stopped = true
        // Siblings that end because this one failed are not failures of their own.
        if (failure === undefined || failure.error instanceof ExecutionCancelledError) failure = { error }
        group.cancel(error)
      }
    }
  }

  if (items.length > 0) {
    const workers = call.takeTasks(Math.min(parallelism, items.length))
    // Workers never reject: a failing task is remembered, and the others are waited for.
    await Promise.all(Array.from({ length: workers }, worker))
    call.releaseTasks(workers)
  }
  group.release()
  if (failure !== undefined) throw failure.error
  return values
}
