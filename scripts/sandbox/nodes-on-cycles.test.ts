import { describe, expect, it } from 'vitest'
import { fc } from '../../core/testing/fc.ts'
import { nodesOnCycles } from './nodes-on-cycles.ts'

/** The definition, literally: follow edges from the successors of a node and look whether it turns up. */
function byDefinition(edges: number[][]): Set<number> {
  const reaches = (start: number) => {
    const seen = new Set(edges[start])
    for (const node of seen) for (const next of edges[node] ?? []) seen.add(next)
    return seen.has(start)
  }
  return new Set([...edges.keys()].filter(reaches))
}

describe('nodesOnCycles()', () => {
  it('finds self calls and longer cycles, not the paths to and from them', () => {
    //  0 → 1 → 2 → 1, 2 → 3, 4 → 4
    expect(nodesOnCycles([[1], [2], [1, 3], [], [4]])).toEqual(new Set([1, 2, 4]))
  })

  it('is empty for a graph without cycles, however often paths meet', () => {
    expect(nodesOnCycles([[1, 2], [3], [3], []])).toEqual(new Set())
    expect(nodesOnCycles([])).toEqual(new Set())
  })

  it('agrees with the definition on random graphs', () => {
    const graph = fc
      .integer({ min: 1, max: 9 })
      .chain((size) => fc.array(fc.array(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }))
    fc.assert(
      fc.property(graph, (edges) => {
        expect(nodesOnCycles(edges)).toEqual(byDefinition(edges))
      }),
    )
  })

  it('follows long chains without recursion', () => {
    const length = 200_000
    const ring = Array.from({ length }, (_, node) => [(node + 1) % length])
    expect(nodesOnCycles(ring).size).toBe(length)
  })
})
