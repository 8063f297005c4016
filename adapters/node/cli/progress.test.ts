import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ErrorScreen } from './output.ts'
import { showProgress } from './progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function screenOf(isTerminal: boolean): { readonly screen: ErrorScreen; readonly written: string[] } {
  const screen = new ErrorScreen({})
  const written: string[] = []
  Object.assign(screen, { isTerminal })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  return { screen, written }
}

test('showProgress() tells of a run that takes longer than a second, and leaves nothing behind', () => {
  const { screen, written } = screenOf(true)
  const stop = showProgress(screen, 'job.yaml')
  vi.advanceTimersByTime(990)
  expect(written).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(written.join('')).toMatch(/Running job\.yaml \d\.\d s \(Ctrl\+C cancels\)/)
  stop()
  expect(written.at(-1)).toBe('\r\u001b[K')
  const count = written.length
  vi.advanceTimersByTime(1000)
  expect(written).toHaveLength(count)
})

test('showProgress() writes nothing where no terminal is', () => {
  const { screen, written } = screenOf(false)
  const stop = showProgress(screen, 'job.yaml')
  vi.advanceTimersByTime(5000)
  stop()
  expect(written).toEqual([])
})
