import { signal } from '@preact/signals'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import type { LargeValue } from '../../../adapters/browser/kernel/worker-protocol.ts'
import type { Preview } from '../../../core/trace/events.ts'

/** A value that somebody looks at whole. */
export interface WholeValue {
  /** What it is the value of: a key, `in`, `out`. */
  readonly name: string
  /** `loading` until the worker has answered, `gone` when it has it no more. */
  readonly state: 'loading' | 'gone' | LargeValue
}

/** Shows values whole: those that the trace has, and those that the worker keeps for it. */
export class WholeValues {
  readonly shown = signal<WholeValue | null>(null)
  readonly #client: () => KernelClient

  constructor(client: () => KernelClient) {
    this.#client = client
  }

  /** Whether there is more to show than a preview says; not for traces from elsewhere. */
  static has(preview: Preview): boolean {
    return 'value' in preview || preview.ref !== undefined
  }

  async show(name: string, preview: Preview): Promise<void> {
    if ('value' in preview) {
      const text = JSON.stringify(preview.value, null, 2) ?? 'null'
      this.shown.value = { name, state: { text, length: text.length } }
      return
    }
    const loading: WholeValue = { name, state: 'loading' }
    this.shown.value = loading
    const found = preview.ref === undefined ? null : await this.#client().readValue(preview.ref)
    // The reader may have closed it or gone on to another.
    if (this.shown.peek() === loading) this.shown.value = { name, state: found ?? 'gone' }
  }

  close(): void {
    this.shown.value = null
  }
}
