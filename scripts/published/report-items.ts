/** One thing that published composes are expected to do. */
export interface Item {
  readonly name: string
  /** @returns what went wrong, or `undefined`. A throw counts as wrong too. */
  run(): Promise<string | undefined>
}

/**
 * Runs items in their order and tells of each on a line of its own, then how many did what they should.
 *
 * @returns whether all of them did; false as well when there is none.
 */
export async function reportItems(items: readonly Item[], write: (line: string) => void): Promise<boolean> {
  let passed = 0
  for (const item of items) {
    const fault = await item.run().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    if (fault === undefined) passed++
    write(
      fault === undefined ? `ok    ${item.name}` : `FAIL  ${item.name}: ${fault.trim().replaceAll('\n', '\n      ')}`,
    )
  }
  write(`${passed} of ${items.length} passed`)
  return items.length > 0 && passed === items.length
}
