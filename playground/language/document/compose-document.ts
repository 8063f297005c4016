import { type AnalyseOptions, type Analysis, analyse } from '../../../core/analysis/analyse.ts'
import { formatOf, type ParsedCompose, parseCompose } from '../../../core/compose/parse-compose.ts'
import type { SourceNode } from '../../../core/compose/source-node.ts'
import { readTolerantRoot } from './tolerant-root.ts'

/** One version of a text. It is read once, and only as far as somebody asks. */
export class ComposeDocument {
  readonly file: string
  readonly text: string
  /** What surrounds the text. */
  readonly options: AnalyseOptions
  #parsed: ParsedCompose | undefined
  #root: SourceNode | null | undefined
  #analysis: Analysis | null | undefined

  constructor(file: string, text: string, options: AnalyseOptions) {
    this.file = file
    this.text = text
    this.options = options
  }

  get isJson(): boolean {
    return formatOf(this.file) === 'json'
  }

  get parsed(): ParsedCompose {
    this.#parsed ??= parseCompose(this.text, { file: this.file })
    return this.#parsed
  }

  /** Whether the text itself is well-formed, whatever it says. */
  get isReadable(): boolean {
    return this.parsed.root !== undefined
  }

  /** The values with their places, as far as they can be read. */
  get root(): SourceNode | null {
    this.#root ??= this.parsed.root ?? (this.isJson ? null : (readTolerantRoot(this.text) ?? null))
    return this.#root
  }

  /** What the text means; `null` when nothing can be read of it. */
  get analysis(): Analysis | null {
    if (this.#analysis === undefined) this.#analysis = this.root === null ? null : analyse(this.root, this.options)
    return this.#analysis
  }

  /** The same document with another text, for a moment. */
  withText(text: string): ComposeDocument {
    const other = new ComposeDocument(this.file, text, this.options)
    other.#root = readTolerantRoot(text) ?? null
    return other
  }
}
