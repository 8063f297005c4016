/** Works at once. */
const WORKERS = 8

/**
 * Does `work` for every item, a few at a time, in order of beginning; after a failure nothing more is begun, and what was
 * begun is awaited.
 *
 * @param workers How many at once; default 8.
 * @throws the first failure.
 */
export async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  workers = WORKERS,
): Promise<void> {
  let next = 0
  let failure: { readonly error: unknown } | undefined
  const worker = async () => {
    while (failure === undefined && next < items.length) {
      try {
        await work(items[next++]!)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker))
  if (failure !== undefined) throw failure.error
}
