import { composeFromValue } from '../../compose/compose-from-value.ts'
import type { Composition } from '../../compose/composition.ts'
import { invalidCompose } from '../../compose/invalid-compose.ts'
import { parseCompose } from '../../compose/parse-compose.ts'
import { structuralDiff } from '../../diff/structural-diff.ts'
import { ExecutionCancelledError, KernelError } from '../../errors/kernel-error.ts'
import { normaliseError } from '../../errors/normalise-error.ts'
import { RegistryScope } from '../../resolve/registry.ts'
import type { OperatorCall } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Signal } from '../../run/signal.ts'
import { type Dict, hasOwn, isDict } from '../../values.ts'

/**
 * Runs a compose in a fresh state and compares its final state with what is expected.
 *
 * A failing compose is a failing report, not an error of the step.
 *
 * @throws {KernelError} `invalid_input` without `expected`, or without `compose` and `composeRef.path`.
 * Spec: engine.md 7; contracts.md 3.1.20.
 */
export const testChecker: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/test_checker@1',
  aliases: ['lcod://contract/tooling/test_checker@1'],
  summary: 'Run a compose and compare its result with what is expected',
  onResume: 'replay',
  input: {
    type: 'object',
    required: ['expected'],
    properties: {
      compose: { type: 'array', description: 'The steps to run' },
      composeRef: { type: 'object', description: 'path of a file with the steps, instead of compose' },
      expected: { description: 'Objects are compared key by key, further keys are fine; lists item by item' },
      input: { type: 'object', default: {}, description: 'Start state' },
      bindings: { type: 'array', description: 'contract and implementation, for the time of the test' },
      streams: { type: 'array', description: 'Streams to open and put in the start state: target, encoding, chunks' },
      failFast: { type: 'boolean', default: true, description: 'Report the first difference only' },
    },
  },
  output: {
    type: 'object',
    properties: {
      success: { type: 'boolean' },
      actual: {},
      expected: {},
      durationMs: { type: 'number' },
      messages: { type: 'array' },
      diffs: { type: 'array', description: 'path, actual and expected of each difference' },
    },
  },
  async run(input, call) {
    const expected = input['expected']
    if (!hasOwn(input, 'expected') || expected === undefined) {
      throw new KernelError('invalid_input', 'expected output is required', { data: { input: 'expected' } })
    }
    const source = sourceOf(input)
    const start = call.host.clock.monotonic()
    const report = (verdict: Dict): Dict => ({
      ...verdict,
      expected,
      durationMs: call.host.clock.monotonic() - start,
    })
    let composition: Composition
    try {
      composition = 'steps' in source ? composeFromValue(source.steps) : await readCompose(source.path, call)
    } catch (thrown) {
      const error = rethrowCancelled(thrown)
      return report({ success: false, actual: null, messages: [`Failed to load compose: ${error.message}`] })
    }
    try {
      const inside = bound(call.withOwnStreams(), input['bindings'])
      const state = inside.streams.addSynthetic(isDict(input['input']) ? input['input'] : {}, input['streams'])
      const ended = await inside.runInline(composition, state)
      if (ended instanceof Signal) {
        throw new KernelError('flow_signal_outside_loop', `flow/${ended.kind} used outside of a loop`)
      }
      return report(compare(ended.toObject(), expected, input['failFast'] !== false))
    } catch (thrown) {
      const error = rethrowCancelled(thrown)
      return report({
        success: false,
        actual: { error: error.toJSON() },
        messages: [`Compose execution failed: ${error.message}`],
      })
    }
  },
}

function compare(actual: Dict, expected: unknown, failFast: boolean): Dict {
  const diffs = structuralDiff(actual, expected)
  if (diffs.length === 0) return { success: true, actual, messages: [] }
  return {
    success: false,
    actual,
    messages: ['Actual output differs from expected output'],
    diffs: failFast ? diffs.slice(0, 1) : diffs,
  }
}

function rethrowCancelled(thrown: unknown): KernelError {
  const error = normaliseError(thrown)
  if (error instanceof ExecutionCancelledError) throw error
  return error
}

function sourceOf(input: Dict): { readonly steps: unknown } | { readonly path: string } {
  if (Array.isArray(input['compose'])) return { steps: input['compose'] }
  const path = isDict(input['composeRef']) ? input['composeRef']['path'] : undefined
  if (typeof path === 'string' && path !== '') return { path }
  throw new KernelError('invalid_input', 'compose or composeRef.path must be provided', { data: { input: 'compose' } })
}

async function readCompose(path: string, call: OperatorCall): Promise<Composition> {
  const { files } = call.host
  const full = call.resolvePath(path)
  if (files === undefined)
    throw new KernelError('host_capability_missing', 'composeRef needs files, which the host does not have')
  const text = new TextDecoder().decode(await files.read(full, { signal: call.signal }))
  const { composition, problems } = parseCompose(text, { file: path })
  if (composition === undefined) throw invalidCompose(problems, path)
  return composition
}

function bound(call: OperatorCall, bindings: unknown): OperatorCall {
  if (!Array.isArray(bindings)) return call
  const pairs = bindings.filter(isDict).flatMap(({ contract, implementation }) => {
    return typeof contract === 'string' && typeof implementation === 'string'
      ? [[contract, implementation] as const]
      : []
  })
  return pairs.length === 0 ? call : call.withRegistry(new RegistryScope(call.registry, { bindings: pairs }))
}
