/** Whether a pattern part takes one character (a whole code point). */
export type CharacterTest = (character: string) => boolean

export type PatternPart =
  | { readonly kind: 'one'; readonly accepts: CharacterTest }
  /** Any number of repetitions, none included. */
  | { readonly kind: 'many'; readonly parts: readonly PatternPart[] }
  | { readonly kind: 'either'; readonly choices: ReadonlyArray<readonly PatternPart[]> }

const anyInName: CharacterTest = (character) => character !== '/'
const anything: CharacterTest = () => true

const one = (accepts: CharacterTest): PatternPart => ({ kind: 'one', accepts })
const literal = (text: string): PatternPart => one((character) => character === text)
const many = (...parts: readonly PatternPart[]): PatternPart => ({ kind: 'many', parts })

const NAME_REST = many(one(anyInName))
/** Any number of folders, each with its slash. */
const FOLDERS = many(one(anyInName), NAME_REST, literal('/'))

/** The parts of a path pattern; see `compilePathPattern` for the language. */
export function parsePattern(pattern: string): PatternPart[] {
  return new PatternParser([...pattern]).parse()
}

class PatternParser {
  readonly #characters: readonly string[]
  #at = 0

  constructor(characters: readonly string[]) {
    this.#characters = characters
  }

  parse(): PatternPart[] {
    return this.#sequence(this.#characters.length, true)
  }

  /** @param startsName whether the sequence begins a name: only there can `**` stand for folders. */
  #sequence(end: number, startsName: boolean): PatternPart[] {
    const parts: PatternPart[] = []
    let nameStart = startsName
    while (this.#at < end) {
      parts.push(this.#part(end, nameStart))
      nameStart = this.#characters[this.#at - 1] === '/'
    }
    return parts
  }

  #part(end: number, nameStart: boolean): PatternPart {
    const character = this.#characters[this.#at++]!
    switch (character) {
      case '*':
        return this.#stars(end, nameStart)
      case '?':
        return one(anyInName)
      case '[':
        return this.#set(end) ?? literal('[')
      case '{':
        return this.#alternatives(end, nameStart) ?? literal('{')
      case '\\':
        return literal(this.#at < end ? this.#characters[this.#at++]! : '\\')
      default:
        return literal(character)
    }
  }

  #stars(end: number, nameStart: boolean): PatternPart {
    const first = this.#at
    while (this.#at < end && this.#characters[this.#at] === '*') this.#at++
    if (this.#at - first !== 1 || !nameStart) return NAME_REST
    if (this.#at >= end) return many(one(anything))
    if (this.#characters[this.#at] !== '/') return NAME_REST
    this.#at++
    return FOLDERS
  }

  /** `[abc]`, `[a-z]`, `[!a]`, `[^a]`; a `]` that comes first stands for itself. */
  #set(end: number): PatternPart | undefined {
    const start = this.#at
    const negated = this.#characters[start] === '!' || this.#characters[start] === '^'
    const first = negated ? start + 1 : start
    const close = this.#characters.indexOf(']', first + 1)
    if (close < 0 || close >= end) return undefined
    this.#at = close + 1
    const ranges: Array<readonly [from: string, to: string]> = []
    for (let at = first; at < close; at++) {
      const from = this.#characters[at]!
      if (this.#characters[at + 1] === '-' && at + 2 < close) {
        ranges.push([from, this.#characters[at + 2]!])
        at += 2
      } else ranges.push([from, from])
    }
    return one((character) => character !== '/' && ranges.some((range) => isWithin(character, range)) !== negated)
  }

  /** `{a,b}` with anything inside, more braces too. Without a comma the braces stand for themselves. */
  #alternatives(end: number, nameStart: boolean): PatternPart | undefined {
    const ends = this.#choiceEnds(end)
    if (ends.length < 2) return undefined
    const choices: PatternPart[][] = []
    for (const choiceEnd of ends) {
      choices.push(this.#sequence(choiceEnd, nameStart))
      this.#at = choiceEnd + 1
    }
    return { kind: 'either', choices }
  }

  /** Where each choice of the brace just opened ends; empty when it is not closed. */
  #choiceEnds(end: number): number[] {
    const ends: number[] = []
    let depth = 0
    for (let at = this.#at; at < end; at++) {
      const character = this.#characters[at]
      if (character === '\\') at++
      else if (character === '{') depth++
      else if (character === ',' && depth === 0) ends.push(at)
      else if (character === '}' && depth-- === 0) return [...ends, at]
    }
    return []
  }
}

function isWithin(character: string, [from, to]: readonly [string, string]): boolean {
  const code = character.codePointAt(0)!
  return code >= from.codePointAt(0)! && code <= to.codePointAt(0)!
}
