/** How long work that nobody waits for may take in one go, in ms: a key press comes in between. */
const SLICE_MS = 8

/**
 * Works through a list, a few items at a time, when nothing else is to be done.
 *
 * @param done called once after the last item; not when it was stopped before.
 * @returns a function that stops it.
 */
export function inSlices<Item>(items: readonly Item[], work: (item: Item) => void, done: () => void): () => void {
  let at = 0
  let timer: ReturnType<typeof setTimeout>
  const slice = () => {
    const end = performance.now() + SLICE_MS
    while (at < items.length && performance.now() < end) work(items[at++]!)
    if (at < items.length) timer = setTimeout(slice)
    else done()
  }
  timer = setTimeout(slice)
  return () => clearTimeout(timer)
}
