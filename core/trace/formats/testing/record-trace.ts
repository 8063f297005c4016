import { parseCompose } from '../../../compose/parse-compose.ts'
import { type RunTextOptions, runText } from '../../../testing/run-text.ts'
import type { TraceEvent } from '../../events.ts'
import type { TraceFormat } from '../trace-format.ts'

/** The events of a run on the memory host, whether it fails or not. */
export async function recordTrace(text: string, options: RunTextOptions = {}): Promise<TraceEvent[]> {
  if (parseCompose(text, { file: 'test.yaml' }).composition === undefined) throw new Error('The compose is not valid')
  const events: TraceEvent[] = []
  await runText(text, { ...options, observer: (event) => events.push(event) }).catch(() => undefined)
  return events
}

/** What a format makes of events. */
export function renderTrace(format: TraceFormat, events: readonly TraceEvent[]): string {
  return events.map((event) => format.write(event)).join('') + format.end()
}

/** A compose with everything that a trace can show: loops, tasks at once, a component, failures, signals, logs. */
export const BUSY_COMPOSE = `
compose:
  - call: lcod://flow/foreach@1
    in: { list: [1, 2, 3] }
    collectPath: $.v
    slots:
      body:
        - call: lcod://flow/try@1
          slots:
            body: [{ call: lcod://impl/fail@1 }]
            catch: [{ call: lcod://impl/set@1, in: { v: $slot.error.message }, out: { v: v } }]
          out: { v: v }
        - call: lcod://flow/if@1
          in: { cond: true }
          slots:
            then: [{ call: lcod://flow/continue@1 }]
    out: { list: results }
  - call: lcod://flow/parallel@1
    in: { tasks: [3, 1, 2], parallelism: 2 }
    slots:
      tasks:
        - call: lcod://impl/delay@1
          in: { ms: $slot.item, value: $slot.item }
        - call: lcod://impl/set@1
          in: { n: $slot.item }
          out: { n: n }
    collectPath: $.n
    out: { tasks: results }
  - call: lcod://tooling/registry/scope@1
    in: { components: [{ id: "lcod://demo/x@1", compose: [{ call: lcod://impl/set@1, in: { q: 1 }, out: { q: q } }] }] }
    slots:
      body:
        - call: lcod://demo/x@1
          out: { q: q }
        - call: lcod://contract/tooling/log@1
          in: { level: info, message: hello }
`
