import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { VirtualTerminal } from '../testing/virtual-terminal.ts'
import { LiveRows } from './live-rows.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const fixed = (text: string | undefined) => ({ line: () => text })

describe('LiveRows', () => {
  test('draws rows in place, below what was there, and leaves nothing behind', () => {
    const terminal = new VirtualTerminal()
    terminal.write('before\n')
    const rows = new LiveRows(terminal)
    let count = 0
    const removeFirst = rows.add({ line: () => `count ${count++}` })
    const removeSecond = rows.add(fixed('second'))
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['before', 'count 0', 'second'])
    vi.advanceTimersByTime(200)
    expect(terminal.screen).toEqual(['before', 'count 2', 'second'])
    removeFirst()
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['before', 'second'])
    removeSecond()
    expect(terminal.screen).toEqual(['before'])
    const { written } = terminal
    vi.advanceTimersByTime(1000)
    expect(terminal.written).toBe(written)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('makes room for other lines and comes back under them', () => {
    const terminal = new VirtualTerminal()
    const rows = new LiveRows(terminal)
    rows.add(fixed('one'))
    rows.add(fixed('two'))
    vi.advanceTimersByTime(100)
    rows.hide()
    terminal.write('a log line\n')
    expect(terminal.screen).toEqual(['a log line'])
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['a log line', 'one', 'two'])
  })

  test('draws nothing for rows that are not to be seen yet', () => {
    const terminal = new VirtualTerminal()
    const rows = new LiveRows(terminal)
    const remove = rows.add(fixed(undefined))
    vi.advanceTimersByTime(500)
    remove()
    remove()
    expect(terminal.written).toBe('')
  })

  test('shows a bounded number of rows, fewer on a low terminal', () => {
    const terminal = new VirtualTerminal(80, 40)
    const rows = new LiveRows(terminal)
    for (let index = 1; index <= 100; index++) rows.add(fixed(`row ${index}`))
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual([...Array.from({ length: 7 }, (_, index) => `row ${index + 1}`), '  and 93 more'])
    terminal.rows = 4
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['row 1', '  and 99 more'])
  })

  test('cuts lines off where the terminal ends, and follows its width', () => {
    const terminal = new VirtualTerminal(20)
    terminal.write('before\n')
    const rows = new LiveRows(terminal)
    rows.add(fixed('0123456789012345678901234567890'))
    rows.add(fixed('short'))
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['before', '0123456789012345678', 'short'])
    terminal.resize(10)
    expect(terminal.screen).toEqual(['before', '0123456789', '012345678', 'short'])
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['before', '012345678', 'short'])
    terminal.resize(30)
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['before', '01234567890123456789012345678', 'short'])
  })

  test('lets no name steer the terminal', () => {
    const terminal = new VirtualTerminal()
    const rows = new LiveRows(terminal)
    rows.add(fixed('evil \u001b[2J\u0007\n\u009b1A\u202e日本 größer'))
    vi.advanceTimersByTime(100)
    expect(terminal.screen).toEqual(['evil ?[2J???1A??? größer'])
  })
})
