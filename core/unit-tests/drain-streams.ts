import type { Composition, Step } from '../compose/composition.ts'
import { decodeJson } from '../contracts/core/json/decode-json.ts'
import { parseFailure } from '../contracts/core/parse/parse-failure.ts'
import { ensureBounded } from '../ensure-bounded.ts'
import type { OperatorCall } from '../run/call.ts'
import type { NativeComponent } from '../run/component.ts'
import { isStreamHandle } from '../streams/stream-handle.ts'
import { type Dict, hasOwn, isDict, setOwn } from '../values.ts'

const DRAIN = 'lcod://kernel/unit-test/drain@1'

/** Reads the streams that a test expects as lists, while the run that opened them is still there. */
export interface StreamDrain {
  /** The compose of the test with a last step that reads. */
  readonly composition: Composition
  readonly component: NativeComponent
  /**
   * A result with the items in the place of the handles that were read.
   *
   * @throws {KernelError} `value_too_deep`, `value_too_large`.
   */
  replace(result: unknown): unknown
}

/**
 * Prepares to read every stream that stands where `expected` has a list; `undefined` when there is no list in it.
 *
 * An item is a chunk as its stream gives it; of a stream of encoding `json`, a line as the value it stands for.
 *
 * Spec: contracts.md 8, "Streams".
 */
export function drainStreams(composition: Composition, expected: unknown): StreamDrain | undefined {
  if (!holdsList(expected)) return undefined
  const items = new Map<string, unknown[]>()
  const step: Step = { call: DRAIN, in: {}, out: {}, slots: {} }
  return {
    composition: { ...composition, steps: [...composition.steps, step] },
    component: {
      kind: 'native',
      id: DRAIN,
      async run(_input, call) {
        for (const handle of handlesAt(call.frameState().toObject(), expected)) {
          if (!items.has(handle.id)) items.set(handle.id, await readItems(handle, call))
        }
        return {}
      },
    },
    replace(result) {
      ensureBounded(result)
      return replaceHandles(result, items)
    },
  }
}

function holdsList(value: unknown): boolean {
  if (Array.isArray(value)) return true
  return isDict(value) && Object.values(value).some(holdsList)
}

function handlesAt(actual: unknown, expected: unknown): Array<{ readonly id: string }> {
  if (Array.isArray(expected)) {
    if (isStreamHandle(actual)) return [actual]
    return Array.isArray(actual) ? expected.flatMap((item, index) => handlesAt(actual[index], item)) : []
  }
  if (!isDict(expected) || !isDict(actual)) return []
  return Object.keys(expected).flatMap((key) => (hasOwn(actual, key) ? handlesAt(actual[key], expected[key]) : []))
}

async function readItems(handle: { readonly id: string }, call: OperatorCall): Promise<unknown[]> {
  const chunks: string[] = []
  let encoding = ''
  for await (const read of call.streams.chunks(handle, { close: true, signal: call.signal })) {
    chunks.push(read.chunk)
    encoding = read.encoding
  }
  return encoding === 'json' ? jsonLines(chunks.join('')) : chunks
}

function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => decoded(line))
}

function decoded(line: string): unknown {
  const found = decodeJson(line)
  if (found.ok) return found.value
  throw parseFailure('JSON', `a line of a stream is not JSON: ${found.message}`)
}

function replaceHandles(value: unknown, items: ReadonlyMap<string, unknown[]>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceHandles(item, items))
  if (!isDict(value)) return value
  const drained = isStreamHandle(value) ? items.get(value.id) : undefined
  if (drained !== undefined) return drained
  const copy: Dict = {}
  for (const key of Object.keys(value)) setOwn(copy, key, replaceHandles(value[key], items))
  return copy
}
