import { MAX_VALUE_DEPTH } from '../../../value-limits.ts'

/** Where a text stops being JSON, and why. */
export interface JsonFault {
  /** UTF-16 units before the fault. */
  readonly offset: number
  readonly message: string
}

/**
 * Finds the first place where `text` is not JSON, or nests deeper than a contract follows.
 *
 * The hosts' own parsers are faster, but each words and places its errors differently, some not at all; this one is
 * asked when they have refused a text.
 *
 * @returns `undefined` for good JSON.
 */
export function locateJsonError(text: string): JsonFault | undefined {
  return new JsonScanner(text).scan()
}

const BLANKS = /[ \t\n\r]*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** What may stand at the current offset. `item` and `member` also allow the end of what has just been opened. */
type Place = 'value' | 'item' | 'key' | 'member' | 'colon' | 'after'

class JsonScanner {
  readonly #text: string
  readonly #open: ('[' | '{')[] = []
  #place: Place = 'value'
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): JsonFault | undefined {
    for (;;) {
      this.#at = endOf(BLANKS, this.#text, this.#at)
      if (this.#at === this.#text.length && this.#place === 'after' && this.#open.length === 0) return undefined
      const fault = this.#step(this.#text[this.#at])
      if (fault !== undefined) return fault
    }
  }

  #step(char: string | undefined): JsonFault | undefined {
    switch (this.#place) {
      case 'value':
      case 'item':
        return char === ']' && this.#place === 'item' ? this.#close() : this.#value(char)
      case 'key':
      case 'member':
        if (char === '"') return this.#string('colon')
        return char === '}' && this.#place === 'member' ? this.#close() : this.#unexpected()
      case 'colon':
        return char === ':' ? this.#pass(1, 'value') : this.#unexpected()
      case 'after': {
        const inside = this.#open.at(-1)
        if (char === ',' && inside !== undefined) return this.#pass(1, inside === '{' ? 'key' : 'value')
        if ((char === ']' && inside === '[') || (char === '}' && inside === '{')) return this.#close()
        return this.#unexpected()
      }
    }
  }

  #value(char: string | undefined): JsonFault | undefined {
    if (char === '"') return this.#string('after')
    if (char === '[' || char === '{') {
      if (this.#open.length === MAX_VALUE_DEPTH) return this.#fault(`Nested in more than ${MAX_VALUE_DEPTH} levels`)
      this.#open.push(char)
      return this.#pass(1, char === '[' ? 'item' : 'member')
    }
    const length = endOf(SCALAR, this.#text, this.#at) - this.#at
    return length === 0 ? this.#unexpected() : this.#pass(length, 'after')
  }

  #string(next: Place): JsonFault | undefined {
    const start = this.#at++
    for (;;) {
      const char = this.#text[this.#at]
      if (char === '"') return this.#pass(1, next)
      if (char === undefined) {
        this.#at = start
        return this.#fault('String is not closed')
      }
      if (char < ' ') return this.#fault(`Unescaped ${nameOf(char)} in a string`)
      const end = char === '\\' ? endOf(ESCAPE, this.#text, this.#at) : this.#at + 1
      if (end === this.#at) return this.#fault('Unknown escape in a string')
      this.#at = end
    }
  }

  #close(): undefined {
    this.#open.pop()
    return this.#pass(1, 'after')
  }

  #pass(length: number, next: Place): undefined {
    this.#at += length
    this.#place = next
  }

  #unexpected(): JsonFault {
    const char = this.#text.codePointAt(this.#at)
    const found = char === undefined ? 'end of the text' : nameOf(String.fromCodePoint(char))
    return this.#fault(`Unexpected ${found}, expected ${this.#expected()}`)
  }

  #expected(): string {
    switch (this.#place) {
      case 'value':
        return 'a value'
      case 'item':
        return 'a value or "]"'
      case 'key':
        return 'a key in double quotes'
      case 'member':
        return 'a key in double quotes or "}"'
      case 'colon':
        return '":"'
      case 'after':
        if (this.#open.length === 0) return 'the end of the text'
        return this.#open.at(-1) === '[' ? '"," or "]"' : '"," or "}"'
    }
  }

  #fault(message: string): JsonFault {
    return { offset: this.#at, message }
  }
}

/** The character in quotes, or its code when it would not show. */
function nameOf(char: string): string {
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(char)) return JSON.stringify(char)
  return `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Where a match of the sticky `pattern` at `at` ends; `at` itself when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
