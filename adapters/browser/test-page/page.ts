/** Starts the test worker and puts what it reports where the driver of the page looks for it. */
declare global {
  var lcodReport: unknown
  var lcodError: string | undefined
}

const worker = new Worker('/worker.js', { type: 'module' })
worker.addEventListener('message', (event: MessageEvent<unknown>) => {
  globalThis.lcodReport = event.data
})
worker.addEventListener('error', (event) => {
  globalThis.lcodError = event.message
})

export {}
