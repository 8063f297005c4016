import { expect, test, vi } from 'vitest'
import { useLiveTerminal } from '../testing/live-terminal.ts'
import { showProgress } from './show-progress.ts'

const live = useLiveTerminal()

test('showProgress() tells of a run that takes longer than a second, and leaves nothing behind', () => {
  const stop = showProgress(live.screen, 'job.yaml')
  vi.advanceTimersByTime(990)
  expect(live.terminal.written).toBe('')
  vi.advanceTimersByTime(1010)
  expect(live.terminal.screen).toEqual([expect.stringMatching(/^\S Running job\.yaml 2\.0 s \(Ctrl\+C cancels\)$/)])
  stop()
  expect(live.terminal.screen).toEqual([])
})
