import type { ClockPort } from '../../core/host/clock.ts'

/** Real time of a page or worker. */
export function createBrowserClock(): ClockPort {
  let channel: MessageChannel | undefined
  const waiting: Array<() => void> = []
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    // A message is a task of its own and comes at once; a timer would be held back for 4 ms after a few in a row.
    yield() {
      if (channel === undefined) {
        channel = new MessageChannel()
        channel.port1.onmessage = () => waiting.shift()?.()
      }
      const { port2 } = channel
      return new Promise((resolve) => {
        waiting.push(resolve)
        port2.postMessage(null)
      })
    },
  }
}
