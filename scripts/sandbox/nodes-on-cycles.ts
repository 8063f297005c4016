/**
 * The nodes of a directed graph from which a path leads back to themselves: the members of strongly connected components
 * with more than one node, and nodes with an edge to themselves. Linear in nodes and edges (Tarjan), without recursion.
 *
 * `edges[node]` lists the nodes that `node` leads to.
 */
export function nodesOnCycles(edges: readonly (readonly number[])[]): Set<number> {
  const onCycle = new Set<number>()
  const order = new Map<number, number>()
  const lowest = new Map<number, number>()
  const open: number[] = []
  const isOpen = new Set<number>()
  const path: { node: number; next: number }[] = []

  const enter = (node: number) => {
    order.set(node, order.size)
    lowest.set(node, order.size - 1)
    open.push(node)
    isOpen.add(node)
    path.push({ node, next: 0 })
  }
  const lower = (node: number, candidate: number) => {
    lowest.set(node, Math.min(lowest.get(node) ?? candidate, candidate))
  }
  const closeComponent = (root: number) => {
    const members = open.splice(open.lastIndexOf(root))
    for (const member of members) {
      isOpen.delete(member)
      if (members.length > 1 || edges[member]?.includes(member)) onCycle.add(member)
    }
  }

  for (let start = 0; start < edges.length; start += 1) {
    if (order.has(start)) continue
    enter(start)
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const { node } = frame
      const target = edges[node]?.[frame.next]
      frame.next += 1
      if (target !== undefined) {
        if (!order.has(target)) enter(target)
        else if (isOpen.has(target)) lower(node, order.get(target) ?? 0)
        continue
      }
      path.pop()
      if (lowest.get(node) === order.get(node)) closeComponent(node)
      const caller = path.at(-1)
      if (caller !== undefined) lower(caller.node, lowest.get(node) ?? 0)
    }
  }
  return onCycle
}
