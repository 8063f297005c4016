import { describe, expect, it } from 'vitest'
import { createTimerClock } from '../../adapters/memory/memory-clock.ts'
import { createMemoryRandom } from '../../adapters/memory/memory-random.ts'
import { StreamManager } from './stream-manager.ts'

const createManager = () => new StreamManager({ random: createMemoryRandom(1), clock: createTimerClock() })

describe('addSyntheticStreams()', () => {
  it('puts a handle at a dotted target and leaves the given state as it is', async () => {
    const streams = createManager()
    const state = Object.freeze({ keep: 1, in: Object.freeze({ other: true }), text: 'no object' })
    const next = streams.addSynthetic(state, [
      { target: 'in.body', chunks: ['a', 'b'] },
      { target: 'text.deep', encoding: 'HEX', chunks: ['00ff'] },
    ])
    expect(next).toMatchObject({
      keep: 1,
      in: { other: true, body: { encoding: 'utf-8' } },
      text: { deep: { encoding: 'hex' } },
    })
    expect(state).toEqual({ keep: 1, in: { other: true }, text: 'no object' })
    const body = (next['in'] as { body: unknown }).body
    expect(await streams.read(body)).toMatchObject({ chunk: 'ab' })
    expect(await streams.read((next['text'] as { deep: unknown }).deep)).toMatchObject({
      chunk: '00ff',
      encoding: 'hex',
    })
  })

  it('strips a leading dollar only when asked to', () => {
    const streams = createManager()
    const entry = [{ target: '$.x', chunks: ['a'] }]
    expect(Object.keys(streams.addSynthetic({}, entry))).toEqual(['$'])
    expect(Object.keys(streams.addSynthetic({}, entry, { stripDollar: true }))).toEqual(['x'])
  })

  it('skips what is no entry', () => {
    const streams = createManager()
    const state = { a: 1 }
    expect(streams.addSynthetic(state, undefined)).toBe(state)
    expect(streams.addSynthetic(state, 'x')).toBe(state)
    const bad = [null, 4, {}, { target: '', chunks: [] }, { target: 'x' }, { target: 'x', chunks: 'y' }]
    expect(streams.addSynthetic(state, bad)).toBe(state)
  })

  it('decodes base64 chunks and refuses what is none', async () => {
    const streams = createManager()
    const { x } = streams.addSynthetic({}, [{ target: 'x', encoding: 'base64', chunks: ['aGk='] }])
    expect(await streams.read(x, { decode: 'utf-8' })).toMatchObject({ chunk: 'hi' })
    expect(() => streams.addSynthetic({}, [{ target: 'x', encoding: 'base64', chunks: ['*'] }])).toThrow(
      'streams[0].chunks[0] must be base64 text',
    )
    expect(() => streams.addSynthetic({}, [{ target: 'x', chunks: [4] }])).toThrow(
      'streams[0].chunks[0] must be utf-8 text',
    )
  })

  it('refuses reserved keys in targets', () => {
    const streams = createManager()
    for (const target of ['__proto__.polluted', 'a.constructor.b', 'prototype']) {
      expect(() => streams.addSynthetic({}, [{ target, chunks: ['x'] }])).toThrow('must not contain')
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
