import type { ClockPort } from '../../core/host/clock.ts'
import { expectSame, expectThat, type PortCase } from './port-case.ts'

const YEAR_2000 = Date.UTC(2000, 0, 1)

/** What every clock driver that runs in real time must do. Nothing here depends on how fast the machine is. */
export function clockPortSuite(makeClock: () => ClockPort): readonly PortCase[] {
  return [
    {
      name: 'now() gives milliseconds since the epoch',
      async run() {
        const now = makeClock().now()
        expectThat(Number.isFinite(now) && now >= YEAR_2000, 'a time after 2000')
      },
    },
    {
      name: 'monotonic() never goes back',
      async run() {
        const clock = makeClock()
        let last = clock.monotonic()
        for (let index = 0; index < 1000; index++) {
          const next = clock.monotonic()
          expectThat(next >= last, 'time that does not go back')
          last = next
        }
      },
    },
    {
      name: 'after() calls back once, later and never at once',
      async run() {
        const clock = makeClock()
        let calls = 0
        await new Promise<void>((resolve) => {
          clock.after(1, () => {
            calls++
            resolve()
          })
          expectSame(calls, 0, 'the number of calls before the turn ends')
        })
        await clock.yield()
        expectSame(calls, 1, 'the number of calls')
      },
    },
    {
      name: 'after() in order of their delays',
      async run() {
        const clock = makeClock()
        const order: string[] = []
        await new Promise<void>((resolve) => {
          clock.after(60, () => {
            order.push('late')
            resolve()
          })
          clock.after(1, () => order.push('early'))
        })
        expectSame(order, ['early', 'late'])
      },
    },
    {
      name: 'after() does not call back when it was cancelled, and cancelling twice is harmless',
      async run() {
        const clock = makeClock()
        let calls = 0
        const cancel = clock.after(1, () => calls++)
        cancel()
        cancel()
        await new Promise<void>((resolve) => {
          clock.after(20, resolve)
        })
        expectSame(calls, 0, 'the number of calls')
      },
    },
    {
      name: 'yield() lets a timer that is due run',
      async run() {
        const clock = makeClock()
        let ran = false
        clock.after(0, () => {
          ran = true
        })
        // A promise alone would never let the timer in; some turns of the event loop must.
        for (let turn = 0; turn < 100_000 && !ran; turn++) await clock.yield()
        expectThat(ran, 'the timer to run between turns')
      },
    },
  ]
}
