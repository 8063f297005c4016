import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { createEventBatcher } from './event-batcher.ts'

function event(seq: number): TraceEvent {
  return { seq, t: 0, path: '', iteration: [], depth: 0, type: 'slot', phase: 'exit', slot: 'body' }
}

function setUp() {
  const sent: number[][] = []
  const timers: Array<() => void> = []
  const batcher = createEventBatcher(
    (events) => sent.push(events.map((one) => one.seq)),
    (_, callback) => {
      timers.push(callback)
      return () => {
        timers.splice(timers.indexOf(callback), 1)
      }
    },
  )
  return { sent, timers, batcher }
}

describe('createEventBatcher()', () => {
  it('sends what came in a frame as one batch', () => {
    const { sent, timers, batcher } = setUp()
    batcher.add(event(0))
    batcher.add(event(1))
    expect(sent).toEqual([])
    expect(timers).toHaveLength(1)
    timers.shift()?.()
    expect(sent).toEqual([[0, 1]])
  })

  it('sends a large batch at once, without waiting for a timer', () => {
    const { sent, timers, batcher } = setUp()
    for (let seq = 0; seq < 512; seq++) batcher.add(event(seq))
    expect(sent.map((batch) => batch.length)).toEqual([512])
    expect(timers).toEqual([])
  })

  it('flush() sends the rest, and nothing when there is none', () => {
    const { sent, timers, batcher } = setUp()
    batcher.flush()
    batcher.add(event(0))
    batcher.flush()
    batcher.flush()
    expect(sent).toEqual([[0]])
    expect(timers).toEqual([])
  })
})
