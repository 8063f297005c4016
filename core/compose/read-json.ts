import { type Dict, setOwn } from '../values.ts'
import type { ComposeLimits } from './limits.ts'
import { joinPointer } from './pointer.ts'
import type { TextReport } from './report.ts'
import type { SourceEntry, SourceNode } from './source-node.ts'
import { numberProblem } from './source-number.ts'
import { stopReading, untilStopped } from './stop-reading.ts'

/**
 * Reads JSON text (RFC 8259) into values with places.
 *
 * `JSON.parse` gives neither offsets nor duplicate keys. Syntax errors end the reading at the first one; duplicate keys
 * and integers that cannot be kept exactly are all reported.
 *
 * @returns `undefined` when the text is not JSON or exceeds a limit, which has been reported then.
 */
export function readJson(text: string, limits: ComposeLimits, report: TextReport): SourceNode | undefined {
  return untilStopped(() => new JsonReader(text, limits, report).readDocument())
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these inside strings
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y
const LITERALS: readonly (readonly [text: string, value: unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class JsonReader {
  #offset = 0
  #nodes = 0
  readonly #text: string
  readonly #limits: ComposeLimits
  readonly #report: TextReport

  constructor(text: string, limits: ComposeLimits, report: TextReport) {
    this.#text = text
    this.#limits = limits
    this.#report = report
  }

  readDocument(): SourceNode | undefined {
    if (this.#text.startsWith('\uFEFF')) this.#offset = 1
    this.#skipSpace()
    if (this.#offset >= this.#text.length) {
      const range = { start: 0, end: this.#text.length }
      this.#report({ code: 'empty_document', message: 'The document is empty', pointer: '', range })
      return undefined
    }
    const root = this.#readValue('', 1)
    this.#skipSpace()
    if (this.#offset < this.#text.length) this.#fail('the end of the document', '')
    return root
  }

  #readValue(pointer: string, depth: number): SourceNode {
    const start = this.#offset
    if (++this.#nodes > this.#limits.nodes) {
      this.#stop('too_many_nodes', `The document holds more than ${this.#limits.nodes} values`, pointer)
    }
    switch (this.#text[start]) {
      case '{':
        return this.#readObject(pointer, this.#enter(depth, pointer))
      case '[':
        return this.#readArray(pointer, this.#enter(depth, pointer))
      case '"':
        return { value: this.#readString(pointer), start, end: this.#offset }
      default:
        return { value: this.#readLiteral(pointer), start, end: this.#offset }
    }
  }

  #enter(depth: number, pointer: string): number {
    if (depth > this.#limits.depth) {
      this.#stop('too_deep', `Values are nested more than ${this.#limits.depth} deep`, pointer)
    }
    return depth + 1
  }

  #readObject(pointer: string, depth: number): SourceNode {
    const start = this.#offset++
    const value: Dict = {}
    const entries = new Map<string, SourceEntry>()
    this.#skipSpace()
    if (this.#take('}')) return { value, start, end: this.#offset, entries }
    do {
      this.#skipSpace()
      const keyStart = this.#offset
      if (this.#text[keyStart] !== '"') this.#fail('a key in double quotes', pointer)
      const name = this.#readString(pointer)
      const key = { start: keyStart, end: this.#offset }
      this.#skipSpace()
      if (!this.#take(':')) this.#fail('":" after the key', pointer)
      this.#skipSpace()
      const at = joinPointer(pointer, name)
      if (entries.has(name)) {
        this.#report({ code: 'duplicate_key', message: `The key "${name}" is written twice`, pointer: at, range: key })
      }
      const node = this.#readValue(at, depth)
      entries.set(name, { key, node })
      setOwn(value, name, node.value)
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take('}')) this.#fail('"," or "}"', pointer)
    return { value, start, end: this.#offset, entries }
  }

  #readArray(pointer: string, depth: number): SourceNode {
    const start = this.#offset++
    const value: unknown[] = []
    const items: SourceNode[] = []
    this.#skipSpace()
    if (this.#take(']')) return { value, start, end: this.#offset, items }
    do {
      this.#skipSpace()
      const node = this.#readValue(joinPointer(pointer, items.length), depth)
      items.push(node)
      value.push(node.value)
      this.#skipSpace()
    } while (this.#take(','))
    if (!this.#take(']')) this.#fail('"," or "]"', pointer)
    return { value, start, end: this.#offset, items }
  }

  #readString(pointer: string): string {
    const start = this.#offset++
    for (;;) {
      this.#match(PLAIN_TEXT)
      if (this.#take('"')) return JSON.parse(this.#text.slice(start, this.#offset)) as string
      if (this.#offset >= this.#text.length) this.#fail('a closing double quote', pointer, start)
      if (this.#match(ESCAPE) !== undefined) continue
      const escaped = this.#text[this.#offset] === '\\'
      this.#fail(escaped ? 'a valid escape' : 'control characters and line breaks written as escapes', pointer)
    }
  }

  #readLiteral(pointer: string): unknown {
    const start = this.#offset
    for (const [literal, value] of LITERALS) {
      if (!this.#text.startsWith(literal, start) || /\w/.test(this.#text[start + literal.length] ?? '')) continue
      this.#offset += literal.length
      return value
    }
    const written = this.#match(NUMBER)
    if (written === undefined || /[\w.+]/.test(this.#text[this.#offset] ?? '')) {
      this.#offset = start
      this.#fail('a value', pointer)
    }
    const value = Number(written)
    const problem = numberProblem(written, value)
    if (problem !== undefined) this.#report({ ...problem, pointer, range: { start, end: this.#offset } })
    return value
  }

  #skipSpace(): void {
    while (' \n\r\t'.includes(this.#text[this.#offset] ?? 'x')) this.#offset++
  }

  #take(text: string): boolean {
    if (this.#text[this.#offset] !== text) return false
    this.#offset++
    return true
  }

  /** Text that a sticky pattern matches here, passed over. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset
    const found = pattern.exec(this.#text)?.[0]
    this.#offset += found?.length ?? 0
    return found
  }

  #fail(expected: string, pointer: string, at = this.#offset): never {
    const char = this.#text.slice(at).match(/^[\w.+-]{1,20}|^./su)?.[0]
    const found = char === undefined ? 'the end of the text' : `${JSON.stringify(char)}`
    const end = at + (char?.length ?? 0)
    return this.#stop('json_syntax', `Expected ${expected}, found ${found}`, pointer, { start: at, end })
  }

  #stop(
    code: 'json_syntax' | 'too_deep' | 'too_many_nodes',
    message: string,
    pointer: string,
    range = { start: this.#offset, end: this.#offset + 1 },
  ): never {
    return stopReading(this.#report, { code, message, pointer, range })
  }
}
