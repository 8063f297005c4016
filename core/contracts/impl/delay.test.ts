import { expect, test } from 'vitest'
import { createMemoryHost, createSteppingClock } from '../../../adapters/memory/index.ts'
import { ExecutionCancelledError } from '../../errors/kernel-error.ts'
import { CancelToken } from '../../run/cancel-token.ts'
import { isolatedCall } from '../testing/isolated-call.ts'
import { implDelay } from './delay.ts'

function steppedCall() {
  const clock = createSteppingClock()
  const token = new CancelToken()
  const call = isolatedCall({
    host: createMemoryHost({ clock }),
    onCancel: (callback) => token.onCancel(callback),
  })
  return { clock, token, call }
}

test('implDelay() gives the value when the time is over', async () => {
  const { clock, call } = steppedCall()
  const result = implDelay.run({ value: 'x', ms: 20 }, call)
  await clock.advance(19)
  expect(clock.pending).toBe(1)
  await clock.advance(1)
  expect(await result).toEqual({ value: 'x' })
})

test('implDelay() waits 0 ms by default and leaves an absent value absent', async () => {
  const { clock, call } = steppedCall()
  const result = implDelay.run({ ms: null }, call)
  await clock.advance(0)
  expect(await result).toEqual({})
})

test('implDelay() stops waiting when it is cancelled, with the reason', async () => {
  const { clock, token, call } = steppedCall()
  const result = implDelay.run({ ms: 60_000 }, call)
  token.cancel('stopped')
  await expect(result).rejects.toThrow(ExecutionCancelledError)
  await expect(result).rejects.toMatchObject({ reason: 'stopped' })
  expect(clock.pending).toBe(0)
})

test('implDelay() leaves no timer behind when it was cancelled before', async () => {
  const { clock, token, call } = steppedCall()
  token.cancel('deadline')
  await expect(implDelay.run({}, call)).rejects.toMatchObject({ reason: 'deadline' })
  expect(clock.pending).toBe(0)
})

test.each([-1, 2 ** 31, '5'])('implDelay() refuses to wait %s', (ms) => {
  expect(() => implDelay.run({ ms }, isolatedCall())).toThrow(
    'ms must be a number of at least 0 and at most 2147483647',
  )
})
