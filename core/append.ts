/**
 * Adds items at the end of a list, however many there are: spread into the arguments of `push`, a long list would use up
 * the stack of a host.
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item)
}
