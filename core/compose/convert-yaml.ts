import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { type Dict, setOwn } from '../values.ts'
import type { ComposeLimits } from './limits.ts'
import { joinPointer } from './pointer.ts'
import type { TextReport } from './report.ts'
import type { SourceEntry, SourceNode, TextRange } from './source-node.ts'
import { numberProblem } from './source-number.ts'
import { stopReading } from './stop-reading.ts'

/**
 * Turns the library's nodes into plain JSON values with places, and reports what JSON cannot hold: keys that are no
 * strings, infinities, aliases without a value. Aliases share the value that they name.
 *
 * Ends the reader when the limits of aliases or nodes are exceeded.
 *
 * @returns `undefined` when an alias has no value: what it stands for cannot be guessed.
 */
export function convertYaml(
  root: Node,
  text: string,
  limits: ComposeLimits,
  report: TextReport,
): SourceNode | undefined {
  const converter = new YamlConverter(text, limits, report)
  const converted = converter.convert(root, '')
  return converter.hasBrokenAlias ? undefined : converted
}

interface Anchor {
  /** Absent while the value is being read: an alias to it would be inside itself. */
  node?: SourceNode
  nodes: number
  aliases: number
}

class YamlConverter {
  hasBrokenAlias = false
  #nodes = 0
  #aliases = 0
  readonly #anchors = new Map<string, Anchor>()
  readonly #text: string
  readonly #limits: ComposeLimits
  readonly #report: TextReport

  constructor(text: string, limits: ComposeLimits, report: TextReport) {
    this.#text = text
    this.#limits = limits
    this.#report = report
  }

  convert(node: Node, pointer: string): SourceNode {
    if (isAlias(node)) return this.#convertAlias(node.source, rangeOf(node), pointer)
    const anchored = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
    const anchor: Anchor = { nodes: this.#nodes, aliases: this.#aliases }
    if (anchored !== undefined) this.#anchors.set(anchored, anchor)
    this.#count(1, 0, rangeOf(node), pointer)
    const converted = this.#convertValue(node, pointer)
    anchor.node = converted
    anchor.nodes = this.#nodes - anchor.nodes
    anchor.aliases = this.#aliases - anchor.aliases
    return converted
  }

  #convertValue(node: Node, pointer: string): SourceNode {
    if (isMap(node)) return this.#convertMap(node, pointer)
    if (isSeq(node)) return this.#convertSequence(node, pointer)
    return this.#convertScalar(node as Scalar, pointer)
  }

  #convertAlias(name: string, range: TextRange, pointer: string): SourceNode {
    const anchor = this.#anchors.get(name)
    if (anchor?.node === undefined) {
      const finding =
        anchor === undefined
          ? { code: 'unknown_anchor' as const, message: `No anchor "${name}" is defined before this alias` }
          : { code: 'recursive_alias' as const, message: `The alias "${name}" stands inside the value that it names` }
      this.#report({ ...finding, pointer, range })
      this.hasBrokenAlias = true
      return { value: null, ...range }
    }
    this.#count(anchor.nodes, anchor.aliases + 1, range, pointer)
    return { ...anchor.node, ...range }
  }

  #convertScalar(node: Scalar, pointer: string): SourceNode {
    const range = this.#trimmed(rangeOf(node))
    const { value } = node
    if (typeof value === 'number') {
      const problem = numberProblem(node.source ?? '', value)
      if (problem !== undefined) this.#report({ ...problem, pointer, range })
    }
    return { value: value ?? null, ...range }
  }

  #convertSequence(node: YAMLSeq, pointer: string): SourceNode {
    const items = node.items.map((item, index) => this.convert(item as Node, joinPointer(pointer, index)))
    const value = items.map((item) => item.value)
    return { value, items, ...this.#containerRange(node, items.at(-1)) }
  }

  #convertMap(node: YAMLMap, pointer: string): SourceNode {
    const value: Dict = {}
    const entries = new Map<string, SourceEntry>()
    let last: SourceNode | undefined
    for (const pair of node.items) {
      const { name, range: key } = this.#readKey(pair, pointer)
      const at = joinPointer(pointer, name)
      if (entries.has(name)) {
        this.#report({ code: 'duplicate_key', message: `The key "${name}" is written twice`, pointer: at, range: key })
      }
      last = pair.value === null ? this.#missingValue(key, at) : this.convert(pair.value as Node, at)
      entries.set(name, { key, node: last })
      setOwn(value, name, last.value)
    }
    return { value, entries, ...this.#containerRange(node, last) }
  }

  #readKey(pair: Pair, pointer: string): { name: string; range: TextRange } {
    const key = pair.key as Node
    const range = rangeOf(key)
    if (isScalar(key) && typeof key.value === 'string') {
      if (key.value === '<<' && key.type === 'PLAIN') this.#warnMergeKey(range, pointer)
      return { name: key.value, range }
    }
    const written = this.#text.slice(range.start, range.end)
    const simple = isScalar(key) && written !== ''
    this.#report({
      code: 'non_string_key',
      message: simple ? `The key ${written.slice(0, 40)} is not a string` : 'The key of an object must be a string',
      pointer,
      range,
      ...(simple ? { hint: `Quote it: '${written.slice(0, 40)}'` } : {}),
    })
    return { name: written, range }
  }

  #warnMergeKey(range: TextRange, pointer: string): void {
    this.#report({
      code: 'merge_key',
      severity: 'warning',
      message: '"<<" is an ordinary key: YAML 1.2 does not merge',
      pointer: joinPointer(pointer, '<<'),
      range,
    })
  }

  #missingValue(key: TextRange, pointer: string): SourceNode {
    const range = { start: key.end, end: key.end }
    this.#count(1, 0, range, pointer)
    return { value: null, ...range }
  }

  #count(nodes: number, aliases: number, range: TextRange, pointer: string): void {
    this.#nodes += nodes
    this.#aliases += aliases
    if (this.#aliases > this.#limits.aliases) {
      const message = `The document uses more than ${this.#limits.aliases} aliases, counting those inside aliased values`
      stopReading(this.#report, { code: 'too_many_aliases', message, pointer, range })
    }
    if (this.#nodes > this.#limits.nodes) {
      const message = `The document holds more than ${this.#limits.nodes} values`
      stopReading(this.#report, { code: 'too_many_nodes', message, pointer, range })
    }
  }

  /** The library counts the comments and blank lines after a block as part of it; its last value does not. */
  #containerRange(node: YAMLMap | YAMLSeq, last: SourceNode | undefined): TextRange {
    const range = rangeOf(node)
    if (node.flow === true || last === undefined) return range
    return { start: range.start, end: Math.max(range.start, last.end) }
  }

  /** Block scalars end with their line break, which is not worth underlining. */
  #trimmed({ start, end }: TextRange): TextRange {
    let trimmed = end
    while (trimmed > start && /\s/.test(this.#text[trimmed - 1]!)) trimmed--
    return { start, end: trimmed }
  }
}

function rangeOf(node: Node): TextRange {
  const [start, end] = node.range ?? [0, 0]
  return { start, end }
}
