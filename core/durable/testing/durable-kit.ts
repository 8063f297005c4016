import { createMemoryHost, createMemoryStore, type MemoryStore } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../compose/parse-compose.ts'
import type { KernelError } from '../../errors/kernel-error.ts'
import type { Host } from '../../host/index.ts'
import { createKernel } from '../../kernel.ts'
import type { Limits, RunOptions } from '../../kernel-api.ts'
import { ALL_PERMISSIONS } from '../../permissions/permissions.ts'
import type { Component } from '../../resolve/registry.ts'
import { standardComponents } from '../../standard-components.ts'
import type { TraceEvent } from '../../trace/events.ts'
import type { Dict } from '../../values.ts'

export interface Attempt extends Partial<RunOptions> {
  readonly text: string
  readonly components?: readonly Component[]
  readonly fresh?: boolean
  readonly host?: Partial<Host>
  readonly limits?: Partial<Limits>
}

/** A run id in a store of memory: what a test runs again and again, each time as a process of its own would. */
export class DurableKit {
  readonly store: MemoryStore = createMemoryStore()
  readonly events: TraceEvent[] = []

  /** Runs once more; whoever had the journal before is dead. */
  async run({ text, components = [], fresh = false, host = {}, limits = {}, ...options }: Attempt): Promise<Dict> {
    this.store.crash()
    this.events.length = 0
    const { composition, problems } = parseCompose(text, { file: 'durable.yaml' })
    if (composition === undefined) throw new Error(problems.map((problem) => problem.message).join('\n'))
    const kernel = createKernel({
      host: { ...createMemoryHost(), ...host },
      permissions: ALL_PERMISSIONS,
      limits,
      components: [...standardComponents, ...components],
    })
    return await kernel.run(composition, {
      observer: (event) => this.events.push(event),
      durable: { runId: 'job', store: this.store, fresh },
      ...options,
    })
  }

  async fail(attempt: Attempt): Promise<KernelError> {
    return await this.run(attempt).then(
      () => Promise.reject(new Error('Expected the run to fail')),
      (error: KernelError) => error,
    )
  }

  /** Runs until a native calls `die`, or to the end: from then on nothing that this attempt does reaches the journal. */
  async runUntilDeath(attempt: (die: () => Promise<never>) => Attempt): Promise<void> {
    await new Promise<void>((resolve) => {
      const die = () => {
        this.store.crash()
        resolve()
        return new Promise<never>(() => {})
      }
      void this.run(attempt(die)).then(
        () => resolve(),
        () => {},
      )
    })
  }

  /** Entries of the journal, parsed. */
  async entries(): Promise<Dict[]> {
    return ((await this.store.read('job')) ?? []).map((entry) => JSON.parse(entry) as Dict)
  }

  /** Paths of the steps that came from the journal. */
  get replayed(): string[] {
    return this.events.flatMap((event) =>
      'replayed' in event ? [`${event.path} ${event.iteration.join('.')}`.trim()] : [],
    )
  }
}
