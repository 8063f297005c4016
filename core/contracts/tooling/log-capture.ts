import type { OperatorCall } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { cloneValue } from '../../values.ts'

const CAPTURE = 'lcod://impl/testing/log-capture@1'
const CAPTURED = 'lcod://impl/testing/log-captured@1'
const LIMIT = 1_024

type LogCaptureId = typeof CAPTURE | typeof CAPTURED

/** Whether an id is one of the two that `tooling/registry/scope@1` always implements natively. */
export function isLogCaptureId(id: string): id is LogCaptureId {
  return id === CAPTURE || id === CAPTURED
}

/** What was captured, by execution: a run, or a test inside it. Both have a table of open streams of their own. */
const captured = new WeakMap<OperatorCall['streams'], unknown[]>()

function entriesOf(call: OperatorCall): unknown[] {
  const entries = captured.get(call.streams) ?? []
  captured.set(call.streams, entries)
  return entries
}

/**
 * A log sink that remembers what it got and a component that lists it. All scopes of one execution share the list. After
 * 1,024 entries it notes the overflow once and drops the rest.
 *
 * Spec: engine.md 4.7.
 */
export function logCaptureComponents(): Record<LogCaptureId, NativeComponent> {
  return {
    [CAPTURE]: {
      kind: 'native',
      id: CAPTURE,
      summary: 'Remember log entries for a test',
      onResume: 'repeat',
      run(input, call) {
        const entries = entriesOf(call)
        const copy = cloneValue(input)
        if (entries.length < LIMIT) entries.push(copy)
        else if (entries.length === LIMIT) {
          entries.push({
            level: 'warn',
            message: 'Spec log buffer truncated',
            tags: { component: 'kernel', scope: 'registry-scope', reason: 'log-overflow' },
          })
        }
        return copy
      },
    },
    [CAPTURED]: {
      kind: 'native',
      id: CAPTURED,
      summary: 'List the log entries a test remembered',
      onResume: 'repeat',
      run: (_input, call) => entriesOf(call).slice(),
    },
  }
}
