import { afterEach, beforeEach, vi } from 'vitest'
import { LiveRows, type LiveScreen } from '../progress/live-rows.ts'
import { VirtualTerminal } from './virtual-terminal.ts'

/** A terminal with rows on it, on a clock that only `vi.advanceTimersByTime` moves. Call at the top of a test file. */
export function useLiveTerminal(): { readonly terminal: VirtualTerminal; readonly screen: LiveScreen } {
  let terminal = new VirtualTerminal()
  let rows = new LiveRows(terminal)
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    terminal = new VirtualTerminal()
    rows = new LiveRows(terminal)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return {
    get terminal() {
      return terminal
    },
    screen: { addRow: (row) => rows.add(row) },
  }
}
