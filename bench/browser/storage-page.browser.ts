/** Leaves what its worker measured where the page's driver looks for it. */
declare global {
  var lcodReport: unknown
  var lcodError: string | undefined
}

const worker = new Worker('/storage.js', { type: 'module' })
worker.addEventListener('message', (event: MessageEvent<unknown>) => {
  globalThis.lcodReport = event.data
})
worker.addEventListener('error', (event) => {
  globalThis.lcodError = event.message || 'The worker did not start'
})

export {}
