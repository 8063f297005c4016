import { batch, signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AUTO_RUN_AFTER_MS, autoRun } from './auto-run.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setup({ wanted = true, runnable = true } = {}) {
  const isWanted = signal(wanted)
  const path = signal('/a/compose.yaml')
  const texts = signal<readonly string[]>(['', '{}'])
  const isRunning = signal(false)
  const run = vi.fn()
  autoRun({ isWanted, path, texts, isRunning, isRunnable: () => runnable, run })
  const settle = () => vi.advanceTimersByTime(AUTO_RUN_AFTER_MS)
  return { isWanted, path, texts, isRunning, run, settle }
}

describe('autoRun()', () => {
  test('runs once when the typing has stopped', () => {
    const { texts, run, settle } = setup()
    settle()
    expect(run).not.toHaveBeenCalled()
    texts.value = ['a', '{}']
    vi.advanceTimersByTime(AUTO_RUN_AFTER_MS - 1)
    texts.value = ['ab', '{}']
    settle()
    settle()
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('does not run what was only opened, or changed while it was not wanted', () => {
    const { path, texts, isWanted, run, settle } = setup()
    batch(() => {
      path.value = '/b/compose.yaml'
      texts.value = ['b', '{}']
    })
    settle()
    isWanted.value = false
    texts.value = ['changed', '{}']
    isWanted.value = true
    settle()
    expect(run).not.toHaveBeenCalled()
  })

  test('runs again after a run during which something changed', () => {
    const { texts, isRunning, run, settle } = setup()
    isRunning.value = true
    texts.value = ['a', '{}']
    settle()
    expect(run).not.toHaveBeenCalled()
    isRunning.value = false
    settle()
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('a run by hand counts', () => {
    const { texts, isRunning, run, settle } = setup()
    texts.value = ['a', '{}']
    isRunning.value = true
    isRunning.value = false
    settle()
    expect(run).not.toHaveBeenCalled()
  })

  test('does not run what cannot run', () => {
    const { texts, run, settle } = setup({ runnable: false })
    texts.value = ['a', '{}']
    settle()
    expect(run).not.toHaveBeenCalled()
  })
})
