import { append } from '../../append.ts'
import { KernelError } from '../../errors/kernel-error.ts'
import type { OperatorCall, Slot } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Signal } from '../../run/signal.ts'
import type { SlotResult } from '../../run/slot-result.ts'
import { slotNotFound } from '../../run/step-call.ts'
import { type Dict, isDict, setOwn } from '../../values.ts'
import { encodeJson } from '../core/json/encode-json.ts'

const VARIABLES = ['index', 'remaining', 'visitedCount', 'item', 'state', 'context'] as const

/**
 * Walks a graph breadth first. `process` runs once per item that was not visited before and may queue more.
 *
 * Items are told apart by the string that the `key` slot leaves under `key`, else by their JSON. `process` answers
 * through its state: `children` are queued, an object under `state` replaces the traversal state, strings under
 * `warnings` are collected.
 *
 * @throws {KernelError} `budget_exceeded` when more than `maxIterations` items are taken from the queue.
 * Spec: engine.md Appendix A; contracts.md 3.1.16.
 */
export const queueBfs: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/queue/bfs@0.1.0',
  aliases: ['lcod://contract/tooling/queue/bfs@1'],
  summary: 'Walk a graph breadth first, one slot run per item',
  input: {
    type: 'object',
    properties: {
      items: { type: 'array', description: 'What the queue starts with' },
      state: { type: 'object', description: 'What the traversal carries along' },
      visited: { type: 'object', description: 'Keys that count as visited' },
      context: { description: 'Handed to both slots unchanged' },
      maxIterations: { type: 'integer', description: 'Items taken at most; no limit when absent or not positive' },
    },
  },
  output: {
    type: 'object',
    properties: {
      state: { type: 'object' },
      visited: { type: 'object' },
      warnings: { type: 'array' },
      iterations: { type: 'integer' },
    },
  },
  slots: {
    key: { summary: 'Leaves the identity of the item under key', provides: VARIABLES },
    process: { summary: 'Handles one item', required: true, isDefault: true, provides: VARIABLES },
  },
  async run(input, call) {
    const process = call.slot('process')
    if (process === undefined) throw slotNotFound('process')
    return traverse(input, call, process)
  },
}

async function traverse(input: Dict, call: OperatorCall, process: Slot): Promise<Dict | Signal> {
  const queue: unknown[] = Array.isArray(input['items']) ? [...input['items']] : []
  const visited = new Set(isDict(input['visited']) ? Object.keys(input['visited']) : [])
  const limit = typeof input['maxIterations'] === 'number' && input['maxIterations'] > 0 ? input['maxIterations'] : 0
  const context = input['context'] ?? null
  const warnings: string[] = []
  let state: Dict = isDict(input['state']) ? input['state'] : {}
  let iterations = 0
  // An index instead of shift(): taking from the front of a long array copies it.
  for (let next = 0; next < queue.length; next++) {
    call.ensureNotCancelled()
    if (limit > 0 && iterations >= limit) throw tooMany(limit)
    const item = queue[next]
    const vars = {
      index: iterations,
      remaining: queue.length - next - 1,
      visitedCount: visited.size,
      item,
      state,
      context,
    }
    iterations++
    const key = await keyOf(call, vars)
    if (key instanceof Signal) return key
    if (visited.has(key)) continue
    visited.add(key)
    const ended = await process.run(vars, { item, state, context })
    if (ended instanceof Signal) return ended
    if (isDict(ended.get('state'))) state = ended.get('state') as Dict
    const children = ended.get('children')
    if (Array.isArray(children)) for (const child of children) queue.push(child)
    const said = ended.get('warnings')
    if (Array.isArray(said))
      append(
        warnings,
        said.filter((text): text is string => typeof text === 'string'),
      )
  }
  const seen: Dict = {}
  for (const key of visited) setOwn(seen, key, true)
  return { state, visited: seen, warnings, iterations }
}

async function keyOf(call: OperatorCall, vars: Dict): Promise<string | Signal> {
  const slot = call.slot('key')
  if (slot === undefined || !slot.hasSteps) return fallbackKey(vars['item'])
  const { item, state, context } = vars
  const ended: SlotResult | Signal = await slot.run(vars, { item, state, context })
  if (ended instanceof Signal) return ended
  const key = ended.get('key')
  return typeof key === 'string' && key !== '' ? key : fallbackKey(item)
}

function fallbackKey(item: unknown): string {
  return encodeJson(item)
}

function tooMany(limit: number): KernelError {
  return new KernelError('budget_exceeded', `queue/bfs exceeded maxIterations (${limit})`, {
    data: { budget: 'maxIterations', limit },
    hint: 'Raise maxIterations, or give a key slot that recognises items already seen',
  })
}
