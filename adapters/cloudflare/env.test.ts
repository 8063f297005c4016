import { describe, expect, it } from 'vitest'
import { createWorkerEnv } from './env.ts'

describe('createWorkerEnv()', () => {
  const bindings = { MODE: 'test', LCOD_TOKEN: 'secret', BUCKET: { get() {} } }

  it('shows nothing unless it is named', () => {
    const env = createWorkerEnv(bindings)
    expect(env.get('MODE')).toBeUndefined()
    expect(env.names()).toEqual([])
  })

  it('shows the named text bindings and nothing else', () => {
    const env = createWorkerEnv(bindings, ['MODE', 'BUCKET', 'MISSING', 'toString'])
    expect(env.names()).toEqual(['MODE'])
    expect(env.get('MODE')).toBe('test')
    expect(env.get('LCOD_TOKEN')).toBeUndefined()
    expect(env.get('toString')).toBeUndefined()
  })
})
