import { runGroup } from '../../../conformance/ports/run-cases.ts'
import { storePortSuite } from '../../../conformance/ports/store.ts'
import { composeFromValue } from '../../../core/compose/compose-from-value.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { NativeComponent } from '../../../core/run/component.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { createCloudflareHost, createDurableObjectStore, type DurableStorageLike } from '../index.ts'

interface ObjectState {
  readonly storage: DurableStorageLike & { deleteAll(): Promise<void> }
  /** Ends the object as a failure of its machine does: what it was doing is gone. */
  abort(reason: string): void
}

interface Namespace {
  idFromName(name: string): unknown
  get(id: unknown): { fetch(request: Request): Promise<Response> }
}

const loop = composeFromValue([
  {
    call: 'lcod://flow/foreach@1',
    in: { list: ['a', 'b', 'c', 'd'] },
    collectPath: '$.seen',
    out: { results: 'results' },
    slots: { body: [{ call: 'lcod://test/visit@1', in: { item: '$slot.item' }, out: { seen: 'seen' } }] },
  },
])

/** Holds journals, and runs composes that have one. */
export class Runs {
  readonly #state: ObjectState

  constructor(state: ObjectState) {
    this.#state = state
  }

  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    return Response.json(pathname === '/suite' ? await this.#suite() : await this.#run(searchParams.get('dieAt')))
  }

  #suite(): Promise<unknown> {
    const { storage } = this.#state
    const make = async () => {
      await storage.deleteAll()
      const store = createDurableObjectStore(storage)
      return { open: () => store }
    }
    return runGroup('store: durable object', storePortSuite(make))
  }

  /** Runs the loop, and tells which items were visited by this attempt; the object ends itself at `dieAt`. */
  async #run(dieAt: string | null): Promise<unknown> {
    const visited: unknown[] = []
    const visit: NativeComponent = {
      kind: 'native',
      id: 'lcod://test/visit@1',
      run: async ({ item }) => {
        if (item === dieAt) this.#state.abort('as the test wants it')
        visited.push(item)
        return { seen: item }
      },
    }
    const store = createDurableObjectStore(this.#state.storage)
    const kernel = createKernel({
      host: createCloudflareHost({ bindings: {}, ports: { store } }),
      components: [...standardComponents, visit],
    })
    const { results } = await kernel.run(loop, { durable: { runId: 'loop' } })
    return { visited, results }
  }
}

export default {
  fetch(request: Request, env: { RUNS: Namespace }): Promise<Response> {
    const name = new URL(request.url).pathname
    return env.RUNS.get(env.RUNS.idFromName(name)).fetch(request)
  },
}
