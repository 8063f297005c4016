import { describe, expect, test } from 'vitest'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import type { LargeValue } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { WholeValues } from './whole-value.ts'

function valuesOf(read: (ref: number) => Promise<LargeValue | null>) {
  return new WholeValues(() => ({ readValue: read }) as Pick<KernelClient, 'readValue'> as KernelClient)
}

describe('WholeValues', () => {
  test('shows what the trace has without asking', async () => {
    const values = valuesOf(() => Promise.reject(new Error('asked')))
    await values.show('a', { value: [1] })
    expect(values.shown.value).toEqual({ name: 'a', state: { text: '[\n  1\n]', length: 7 } })
    values.close()
    expect(values.shown.value).toBeNull()
  })

  test('asks for what was too large, and says when it is gone', async () => {
    const values = valuesOf(async (ref) => (ref === 3 ? { text: 'all', length: 3 } : null))
    const large = (ref: number) => ({ kind: 'string', size: 9, head: 'a', ref })
    const shown = values.show('a', large(3))
    expect(values.shown.value?.state).toBe('loading')
    await shown
    expect(values.shown.value?.state).toEqual({ text: 'all', length: 3 })
    await values.show('a', large(4))
    expect(values.shown.value?.state).toBe('gone')
  })

  test('stays closed when the answer comes after that', async () => {
    let answer = (_: LargeValue | null) => {}
    const values = valuesOf(() => new Promise((resolve) => (answer = resolve)))
    const shown = values.show('a', { kind: 'string', size: 9, head: 'a', ref: 1 })
    values.close()
    answer({ text: 'all', length: 3 })
    await shown
    expect(values.shown.value).toBeNull()
  })

  test('has nothing for the large values of a trace from elsewhere', () => {
    expect(WholeValues.has({ kind: 'string', size: 9, head: 'a' })).toBe(false)
    expect(WholeValues.has({ kind: 'string', size: 9, head: 'a', ref: 0 })).toBe(true)
  })
})
