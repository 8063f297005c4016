import { describe, expect, it } from 'vitest'
import { storePortSuite } from '../../conformance/ports/store.ts'
import { createMemoryStore } from './memory-store.ts'

describe('createMemoryStore()', () => {
  const cases = storePortSuite(async () => {
    const store = createMemoryStore()
    return { open: () => store }
  })
  it.each(cases)('$name', ({ run }) => run())

  it('takes nothing more from who crashed', async () => {
    const store = createMemoryStore()
    const dead = await store.open('job')
    await dead.append(['1'])
    store.crash()
    const next = await store.open('job')
    await expect(dead.append(['2'])).rejects.toThrow('closed')
    await next.append(['3'])
    expect(await store.read('job')).toEqual(['1', '3'])
  })
})
