import { composeLimits } from '../../../core/compose/limits.ts'
import { readYaml } from '../../../core/compose/read-yaml.ts'
import type { TextFinding } from '../../../core/compose/report.ts'
import type { SourceEntry, SourceNode } from '../../../core/compose/source-node.ts'
import { moveNode } from './move-node.ts'
import { splitSteps } from './split-steps.ts'
import { readTolerantRoot } from './tolerant-root.ts'

/** Above this the text could be longer than a document may be, in bytes. */
const MAX_LENGTH = 1_000_000
/** Pieces of old versions are forgotten when there are this many more than the text has. */
const SPARE_PIECES = 500

/** A step as it was read, with places from the start of its piece. */
interface Piece {
  /** `null` when anything was found while reading. */
  readonly item: SourceNode | null
  readonly syntaxErrors: readonly TextFinding[]
}

/**
 * Reads a compose step by step, and remembers each step by its text: after a keystroke only one of them is read again.
 *
 * Gives the same values and places as reading the text as a whole, or nothing at all.
 */
export class ChunkReader {
  #pieces = new Map<string, Piece>()
  /** Values of each piece, itself included. */
  readonly #sizes = new WeakMap<SourceNode, number>()
  readonly #limits = { ...composeLimits(), depth: composeLimits().depth - 1, aliases: 0 }

  /** @returns `undefined` for text that has to be read as a whole, also because there is something wrong in it. */
  read(text: string): SourceNode | undefined {
    return this.#assemble(text, (piece) => this.#readPiece(piece).item)
  }

  /** As `read`, but what is wrong in a step is skipped over, and keeps its damage to that step. */
  readTolerant(text: string): SourceNode | undefined {
    return this.#assemble(text, (piece) => this.#readPiece(piece).item ?? readTolerantRoot(piece)?.items?.[0] ?? null)
  }

  /**
   * The syntax errors of the steps; none for text that has to be read as a whole.
   *
   * What is broken in a step is broken in the text: no value reaches into the next step, whose dash is not indented
   * enough to be part of one.
   */
  syntaxErrors(text: string): TextFinding[] {
    const split = text.length > MAX_LENGTH ? undefined : splitSteps(text)
    return (split?.steps ?? []).flatMap(({ start, end }) =>
      this.#readPiece(text.slice(start, end)).syntaxErrors.map((finding) => {
        const { range } = finding
        return { ...finding, range: { start: range.start + start, end: range.end + start } }
      }),
    )
  }

  #assemble(text: string, read: (piece: string) => SourceNode | null): SourceNode | undefined {
    const split = text.length > MAX_LENGTH ? undefined : splitSteps(text)
    if (split === undefined) return undefined
    const items: SourceNode[] = []
    // The list, and what holds it.
    let nodes = split.key === undefined ? 1 : 2
    for (const { start, end } of split.steps) {
      const piece = read(text.slice(start, end))
      if (piece === null) return undefined
      nodes += this.#sizeOf(piece)
      if (nodes > this.#limits.nodes) return undefined
      items.push(moveNode(piece, start))
    }
    this.#forgetOld(split.steps.length)
    const list: SourceNode = {
      value: items.map((item) => item.value),
      items,
      start: split.steps[0]!.start + split.indent,
      end: items.at(-1)!.end,
    }
    if (split.key === undefined) return list
    const entries = new Map<string, SourceEntry>([['compose', { key: split.key, node: list }]])
    return { value: { compose: list.value }, entries, start: split.key.start, end: list.end }
  }

  #readPiece(text: string): Piece {
    const known = this.#pieces.get(text)
    if (known !== undefined) return known
    const found: TextFinding[] = []
    const root = readYaml(text, this.#limits, (finding) => found.push(finding))
    const item = found.length === 0 && root?.items?.length === 1 ? root.items[0]! : null
    const piece: Piece = { item, syntaxErrors: found.filter(({ code }) => code === 'yaml_syntax') }
    this.#pieces.set(text, piece)
    return piece
  }

  #sizeOf(piece: SourceNode): number {
    const known = this.#sizes.get(piece) ?? countNodes(piece)
    this.#sizes.set(piece, known)
    return known
  }

  #forgetOld(inUse: number): void {
    if (this.#pieces.size <= inUse + SPARE_PIECES) return
    this.#pieces = new Map([...this.#pieces].slice(-inUse - SPARE_PIECES / 2))
  }
}

function countNodes({ items = [], entries }: SourceNode): number {
  let count = 1
  for (const item of items) count += countNodes(item)
  for (const { node } of entries?.values() ?? []) count += countNodes(node)
  return count
}
