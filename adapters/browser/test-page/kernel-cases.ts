import { expectFailure, expectSame, expectThat, type PortCase } from '../../../conformance/ports/port-case.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { createKernelClient, type KernelClient } from '../kernel/kernel-client.ts'

const SUM = `compose:
  - call: lcod://flow/foreach@1
    in: { list: $.items }
    collectPath: $.double
    slots:
      body:
        - call: lcod://impl/set@1
          in: { double: $slot.item }
          out: { double: double }
    out: { doubled: results }
`

const ENDLESS = `compose:
  - call: lcod://flow/while@1
    slots:
      condition: [{ call: lcod://impl/set@1, in: { continue: true }, out: { continue: continue } }]
      body: [{ call: lcod://impl/set@1, in: { x: 1 }, out: { x: x } }]
`

const HANG = 'compose: [{ call: "lcod://test/hang@1" }]'

function clientCase(name: string, body: (client: KernelClient) => Promise<void>): PortCase {
  return {
    name,
    async run() {
      const startWorker = () => new Worker('/kernel-worker.js', { type: 'module' })
      const client = createKernelClient({ startWorker, workspace: crypto.randomUUID(), graceMs: 300 })
      try {
        await body(client)
      } finally {
        client.terminate()
      }
    },
  }
}

/** A kernel in a real worker, seen from the page. */
export function kernelCases(): PortCase[] {
  return [
    clientCase('run() gives result and trace', async (client) => {
      const events: TraceEvent[] = []
      const onEvents = (batch: readonly TraceEvent[]) => events.push(...batch)
      const request = { text: SUM, file: 'sum.yaml', input: { items: [1, 2, 3] }, trace: true }
      const result = await client.run(request, { onEvents })
      expectSame(result['doubled'], [1, 2, 3])
      expectSame(
        events.map((event) => event.seq),
        events.map((_, index) => index),
        'the numbers of the events',
      )
      expectSame(events.at(-1)?.type, 'run')
    }),
    clientCase('run() of a broken document fails with its problems', async (client) => {
      const error = await expectFailure(client.run({ text: 'compose: [{}]', file: 'a.yaml' }), 'invalid_compose')
      expectThat(error.source !== undefined, 'a place in the text')
    }),
    clientCase('a run without end is cancelled and the worker lives on', async (client) => {
      await client.files.write('/a', new Uint8Array(5))
      const controller = new AbortController()
      const running = client.run({ text: ENDLESS, file: 'a.yaml' }, { signal: controller.signal })
      setTimeout(() => controller.abort(new Error('enough')), 50)
      await expectFailure(running, 'cancelled')
      expectSame((await client.files.info('/a'))?.size, 5)
    }),
    clientCase('a run that never gives way is ended with its worker, and its files stay', async (client) => {
      await client.files.write('/a', new Uint8Array(7))
      const controller = new AbortController()
      const running = client.run({ text: HANG, file: 'a.yaml' }, { signal: controller.signal })
      setTimeout(() => controller.abort(), 50)
      await expectFailure(running, 'cancelled')
      expectSame((await client.files.info('/a'))?.size, 7)
    }),
    clientCase('terminate() fails what waits, and the next call starts anew', async (client) => {
      await client.storage()
      const running = client.run({ text: HANG, file: 'a.yaml' })
      client.terminate()
      await expectFailure(running, 'cancelled')
      expectSame((await client.run({ text: SUM, file: 'a.yaml', input: { items: [] } }))['doubled'], [])
    }),
    {
      name: 'a worker that does not load fails everything with a reason',
      async run() {
        const startWorker = () => new Worker('/nothing.js', { type: 'module' })
        const client = createKernelClient({ startWorker, workspace: 'none' })
        await expectFailure(client.run({ text: SUM, file: 'a.yaml' }), 'unexpected_error')
      },
    },
  ]
}
