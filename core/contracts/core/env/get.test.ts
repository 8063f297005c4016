import { describe, expect, it } from 'vitest'
import { guardHost } from '../../../permissions/guard-host.ts'
import { isolatedCall } from '../../testing/isolated-call.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { envGet } from './get.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the placeholders of the contract look like it
describe('envGet()', () => {
  const env = { HOME: '/home/ida', EMPTY: '', LOOP: '${HOME}' }
  const get = (input: Record<string, unknown>) => createMemoryCall({ env }).run(envGet, input)

  it('gives what is set, and an empty value too', async () => {
    expect(await get({ name: 'HOME' })).toEqual({ exists: true, value: '/home/ida' })
    expect(await get({ name: 'EMPTY', default: 'x', required: true })).toEqual({ exists: true, value: '' })
  })

  it('gives the default, else null', async () => {
    expect(await get({ name: 'NONE' })).toEqual({ exists: false, value: null })
    expect(await get({ name: 'NONE', default: null })).toEqual({ exists: false, value: null })
    expect(await get({ name: 'NONE', default: 'x', required: true })).toEqual({ exists: false, value: 'x' })
    expect(await get({ name: 'toString' })).toEqual({ exists: false, value: null })
  })

  it('fails for a required one without a value', async () => {
    await expect(get({ name: 'NONE', required: true })).rejects.toMatchObject({
      code: 'env_not_defined',
      message: 'environment variable NONE is not defined',
    })
  })

  it('expands once, in the default too', async () => {
    expect(await get({ name: 'NONE', default: '${HOME}/a-${NONE}-${}', expand: true })).toMatchObject({
      value: '/home/ida/a--${}',
    })
    expect(await get({ name: 'NONE', default: '${LOOP}', expand: true })).toMatchObject({ value: '${HOME}' })
    expect(await get({ name: 'LOOP' })).toMatchObject({ value: '${HOME}' })
  })

  it('refuses names that were not granted, also while expanding', () => {
    const host = guardHost(createMemoryCall({ env }).host, { env: ['LOOP'] })
    const run = (input: Record<string, unknown>) => () => envGet.run(input, isolatedCall({ host }))
    expect(run({ name: 'HOME', default: 'x' })).toThrow(expect.objectContaining({ code: 'permission_denied' }))
    expect(run({ name: 'LOOP', expand: true })).toThrow(expect.objectContaining({ code: 'permission_denied' }))
    expect(run({ name: 'LOOP' })()).toEqual({ exists: true, value: '${HOME}' })
  })

  it.each([[{}], [{ name: '' }], [{ name: 4 }], [{ name: 'A', default: 4 }], [{ name: 'A', expand: 1 }]])(
    'refuses %j',
    async (input) => {
      await expect(get(input)).rejects.toMatchObject({ code: 'invalid_input' })
    },
  )
})
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the placeholders of the contract look like it
