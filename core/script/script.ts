import type { ScriptOutcome, ScriptRequest, ScriptSession } from '../host/scripts.ts'
import type { OperatorCall } from '../run/call.ts'
import type { NativeComponent } from '../run/component.ts'
import { Signal } from '../run/signal.ts'
import { type Dict, isDict } from '../values.ts'
import { readBindings, readOuterBindings } from './bindings.ts'
import { borderText } from './border-json.ts'
import { ComponentHost } from './component-host.ts'
import { ScriptExit } from './script-exit.ts'
import { readScriptInput, type ScriptInput } from './script-input.ts'
import { toStepResult } from './script-result.ts'

/** Nested slots and calls that leave a sandbox enough of the host's stack. */
const DEEP = 24

/** Characters of a source that the trace shows. */
const SHOWN_SOURCE = 200

/**
 * Runs a JavaScript function in a sandbox: `(scope, api) => result`.
 *
 * The function sees copies of JSON values and reaches the world through `api` alone. What it throws, and running out
 * of time or memory, is a result with `success: false`; loop signals and cancellation pass through it.
 *
 * @throws {KernelError} `invalid_input` for the input, `script_compile_failed` when a source is no function,
 *   `script_result_not_serialisable` and `script_limit_exceeded` when a value cannot cross the border.
 * Spec: engine.md 6; contracts.md 3.1.21.
 */
export const script: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/script@1',
  aliases: ['lcod://contract/tooling/script@1'],
  summary: 'Run a JavaScript function in a sandbox',
  input: {
    type: 'object',
    required: ['source'],
    properties: {
      source: { type: 'string', minLength: 1, description: 'Expression that gives a function of (scope, api)' },
      language: { enum: ['javascript'], default: 'javascript' },
      input: { description: 'The state; every other key of the step when absent' },
      bindings: { type: 'object', description: 'name → { path, default? } or { value }; paths are read in the state' },
      imports: { type: 'object', description: 'alias → component id, called as api.imports.<alias>(payload)' },
      config: { type: 'object', description: 'Read through api.config(path, fallback)' },
      meta: { type: 'object', description: 'Shown as scope.meta' },
      tools: { type: 'array', description: 'Helpers { name, source, timeoutMs? }, called as api.run(name, payload)' },
      streams: { type: 'array', description: 'Streams { target, encoding?, chunks } put into the state' },
      timeoutMs: { type: 'number', default: 1000, description: 'Script time in ms, without the time of its calls' },
      fuel: {
        type: 'number',
        description: 'Work units in place of timeoutMs: the same amount of work on every machine',
      },
    },
  },
  output: { description: 'What the function returned; an object gets `messages`, other values are wrapped with them' },
  checksInput: ['source', 'language', 'fuel'],
  needs: ['scripts'],
  run(input, call) {
    const request = toRequest(input, readScriptInput(input), call)
    const session = call.scriptSession()
    // From a promise the host's stack is empty: a sandbox needs most of it when a script nests, wherever the step stands.
    return session instanceof Promise || call.depth > DEEP
      ? Promise.resolve(session).then((opened) => execute(opened, request, call))
      : execute(session, request, call)
  },
}

function execute(session: ScriptSession, request: ScriptRequest, call: OperatorCall): unknown {
  const host = new ComponentHost(call)
  const { report } = call
  return report === undefined ? start(session, request, host) : startObserved(session, request, host, report)
}

async function startObserved(
  session: ScriptSession,
  request: ScriptRequest,
  host: ComponentHost,
  report: NonNullable<OperatorCall['report']>,
): Promise<unknown> {
  report({ type: 'script', phase: 'start', source: request.source.slice(0, SHOWN_SOURCE) })
  try {
    return await start(session, request, host)
  } finally {
    report({ type: 'script', phase: 'end', fuel: host.fuel })
  }
}

function start(session: ScriptSession, request: ScriptRequest, host: ComponentHost): unknown {
  let outcome: ScriptOutcome | Promise<ScriptOutcome>
  try {
    outcome = session.run(request, host)
  } catch (error) {
    if (host.isIdle) throw error
    outcome = Promise.reject(error)
  }
  return outcome instanceof Promise || !host.isIdle ? complete(outcome, host) : toStepResult(outcome)
}

/** The step is over when its calls are, also those that the script did not wait for. */
async function complete(outcome: ScriptOutcome | Promise<ScriptOutcome>, host: ComponentHost): Promise<unknown> {
  try {
    let result: unknown
    try {
      result = toStepResult(await outcome)
    } finally {
      await host.settled()
    }
    return result
  } catch (error) {
    if (error instanceof ScriptExit && error.outcome instanceof Signal) return error.outcome
    throw error
  }
}

function toRequest(input: Dict, parsed: ScriptInput, call: OperatorCall): ScriptRequest {
  const { source, tools, imports, limits } = parsed
  return {
    source,
    tools,
    imports,
    scope: scopeText(input, parsed, call),
    config: isDict(input['config']) ? borderText(input['config'], 'The config of the script') : '{}',
    limits,
  }
}

function scopeText(input: Dict, { state: given, bindings }: ScriptInput, call: OperatorCall): string {
  const state = withStreams(given === undefined ? {} : given, input['streams'], call)
  let text = `{"state":${borderText(state, 'The input of the script')}`
  if (bindings.length > 0) {
    const values =
      given === undefined
        ? readOuterBindings(bindings, { state: call.frameState(), slotVars: call.slotVars })
        : readBindings(bindings, state)
    text += `,"bindings":${borderText(values, 'The bindings of the script')}`
  }
  const { meta } = input
  if (isDict(meta)) text += `,"meta":${borderText(meta, 'The meta of the script')}`
  return `${text}}`
}

function withStreams(state: unknown, streams: unknown, call: OperatorCall): unknown {
  if (!Array.isArray(streams) || streams.length === 0) return state
  return call.streams.addSynthetic(isDict(state) ? state : {}, streams, { stripDollar: true })
}
