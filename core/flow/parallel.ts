import { KernelError } from '../errors/kernel-error.ts'
import type { NativeComponent } from '../run/component.ts'
import { Signal } from '../run/signal.ts'
import { describeKind, isAbsent } from '../values.ts'
import { runConcurrently } from './concurrent.ts'

/**
 * Runs the `tasks` slot once per element of `tasks`, all at once or at most `parallelism` at a time.
 *
 * `results` are in input order: what `collectPath` finds (null when it finds nothing), else the whole final state of
 * each task. The first failure cancels the others, waits for their cleanup and fails the block. A `break` or `continue`
 * in a task lets the others settle and then goes on to the loop outside.
 *
 * @throws {KernelError} `flow_parallel_invalid_parallelism`.
 * Spec: engine.md 3.3.
 */
export const flowParallel: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/parallel@1',
  summary: 'Run a slot for all elements at once',
  input: {
    type: 'object',
    properties: {
      tasks: { type: 'array', description: 'One task per element' },
      parallelism: { type: 'integer', minimum: 1, description: 'Tasks in flight at most; all when absent' },
    },
  },
  output: { type: 'object', properties: { results: { type: 'array' } } },
  slots: { tasks: { summary: 'One task', isDefault: true, provides: ['item', 'index'] } },
  async run(input, call) {
    const items = input['tasks']
    if (!Array.isArray(items) || call.slot('tasks') === undefined) return { results: [] }
    const parallelism = parallelismOf(input['parallelism'])
    const turns = await runConcurrently(items, parallelism, call, async (index, forked) => {
      const vars = { item: items[index], index }
      const final = await forked.slot('tasks')!.run(vars, undefined, index)
      if (final instanceof Signal) return final
      const value = call.collect === undefined ? final : (call.collect(final, vars) ?? null)
      call.hold(value)
      return value === final ? final.toObject() : value
    })
    return turns.find((turn) => turn instanceof Signal) ?? { results: turns }
  },
}

function parallelismOf(value: unknown): number {
  if (isAbsent(value)) return Number.POSITIVE_INFINITY
  if (Number.isInteger(value) && (value as number) > 0) return value as number
  throw new KernelError(
    'flow_parallel_invalid_parallelism',
    'flow/parallel: `parallelism` must be an integer of at least 1',
    { data: { found: describeKind(value) } },
  )
}
