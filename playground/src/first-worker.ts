/** An entry of its own in the build: it shares files with the page. */
const KERNEL_WORKER = import.meta.env.DEV ? './src/worker/kernel-worker.ts' : './kernel-worker.js'

/**
 * Started as soon as this module is read, which is before the rest of the page: it is a script of its own there. One that
 * cannot be started is left to the next attempt, which tells of it.
 */
let first: Worker | undefined = start()
first.addEventListener('error', () => {
  first = undefined
})

/** The worker that has been started ahead, to the first who asks; to all others one of their own. */
export function startWorker(): Worker {
  const worker = first ?? start()
  first = undefined
  return worker
}

function start(): Worker {
  return new Worker(new URL(KERNEL_WORKER, document.baseURI), { type: 'module' })
}
