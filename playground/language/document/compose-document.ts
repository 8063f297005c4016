import { type AnalyseOptions, type Analysis, analyse } from '../../../core/analysis/analyse.ts'
import { formatOf, type ParsedCompose, parseCompose, parseComposeRoot } from '../../../core/compose/parse-compose.ts'
import { toProblem } from '../../../core/compose/problem-list.ts'
import type { SourceNode } from '../../../core/compose/source-node.ts'
import { ChunkReader } from './chunk-reader.ts'
import { readTolerantRoot } from './tolerant-root.ts'

/** One version of a text. It is read once, and only as far as somebody asks. */
export class ComposeDocument {
  readonly file: string
  readonly text: string
  /** What surrounds the text. */
  readonly options: AnalyseOptions
  readonly #reader: ChunkReader
  #parsed: ParsedCompose | undefined
  #root: SourceNode | null | undefined
  #analysis: Analysis | null | undefined

  /** @param reader Shared by the versions of one file, so that each reads only what changed. */
  constructor(file: string, text: string, options: AnalyseOptions, reader = new ChunkReader()) {
    this.file = file
    this.text = text
    this.options = options
    this.#reader = reader
  }

  get isJson(): boolean {
    return formatOf(this.file) === 'json'
  }

  get parsed(): ParsedCompose {
    this.#parsed ??= this.#parse()
    return this.#parsed
  }

  /** Whether the text itself is well-formed, whatever it says. */
  get isReadable(): boolean {
    return this.parsed.root !== undefined
  }

  /** The values with their places, as far as they can be read. */
  get root(): SourceNode | null {
    this.#root ??= this.parsed.root ?? (this.isJson ? null : this.#readTolerant(this.text))
    return this.#root
  }

  /** What the text means; `null` when nothing can be read of it. */
  get analysis(): Analysis | null {
    if (this.#analysis === undefined) this.#analysis = this.root === null ? null : analyse(this.root, this.options)
    return this.#analysis
  }

  /** The same document with another text, for a moment. */
  withText(text: string): ComposeDocument {
    const other = new ComposeDocument(this.file, text, this.options, this.#reader)
    other.#root = this.#readTolerant(text)
    return other
  }

  #parse(): ParsedCompose {
    const { file, text } = this
    if (this.isJson) return parseCompose(text, { file })
    const root = this.#reader.read(text)
    if (root !== undefined) return parseComposeRoot(root, { file })
    const errors = this.#reader.syntaxErrors(text)
    if (errors.length === 0) return parseCompose(text, { file })
    return { problems: errors.map((finding) => toProblem(finding, { file, ...finding.range })) }
  }

  #readTolerant(text: string): SourceNode | null {
    return this.#reader.readTolerant(text) ?? readTolerantRoot(text) ?? null
  }
}
