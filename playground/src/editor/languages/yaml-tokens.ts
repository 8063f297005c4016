import type { StreamParser, StringStream } from '@codemirror/language'

/** What the start of a line has to know of the lines before. */
interface YamlState {
  /** Mark of a quoted text that goes on. */
  quote: '"' | "'" | null
  /** Brackets that are open. */
  depth: number
  /** Column of the key or dash that text further on belongs to. */
  column: number
  /** Text in block letters (`|`, `>`) that is indented more than this column; -1 outside of one. */
  block: number
}

const WORD = /^[^\s,[\]{}"'#][^\s,[\]{}]*/
const KEY_IN_BRACKETS = /^[^\s,[\]{}"'#:][^,[\]{}:]*(?=\s*:(?:\s|$))/
const KEY = /^[^\s,[\]{}"'#&*!|>%@`:-][^#]*?(?=\s*:(?:\s|$))|^[-:][^\s#][^#]*?(?=\s*:(?:\s|$))/
const NUMBER = /^[-+]?(?:0x[\da-f]+|0o[0-7]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|\.inf|\.nan)$/i
const PATH = /^\$(?:slot)?\.|^[$=]$/

/**
 * The words of YAML and JSON, line by line, as composes use them: ids and paths are told from other text.
 *
 * Only looks: what it takes for a key may be none in text that is broken. A grammar would have to read the whole text at
 * each key press; this reads the lines that are seen.
 */
export const yamlTokens: StreamParser<YamlState> = {
  name: 'yaml',
  startState: () => ({ quote: null, depth: 0, column: 0, block: -1 }),
  copyState: (state) => ({ ...state }),
  languageData: { commentTokens: { line: '#' } },
  token(stream, state) {
    if (stream.sol()) startLine(stream, state)
    if (state.block >= 0) {
      stream.skipToEnd()
      return 'string'
    }
    if (state.quote !== null) return quoted(stream, state, state.quote)
    if (stream.eatSpace()) return null
    return token(stream, state)
  },
}

/** A block text ends with the first line that is not indented enough. */
function startLine(stream: StringStream, state: YamlState): void {
  if (state.block >= 0 && stream.indentation() <= state.block && /\S/.test(stream.string)) state.block = -1
}

function token(stream: StringStream, state: YamlState): string | null {
  const column = stream.column()
  const next = stream.peek()
  if (next === '#' && (stream.pos === 0 || /\s/.test(stream.string[stream.pos - 1]!))) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.pos === 0 && stream.match(/^(?:---|\.\.\.)(?=\s|$)/)) return 'meta'
  if (state.depth === 0 && stream.match(/^-(?=\s|$)/)) {
    state.column = column
    return 'punctuation'
  }
  if (next === '"' || next === "'") {
    const isKey = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:/.test(stream.string.slice(stream.pos))
    stream.next()
    if (isKey && state.depth === 0) state.column = column
    const style = quoted(stream, state, next)
    return isKey ? 'propertyName' : style
  }
  if (stream.match(/^[[{]/)) {
    state.depth++
    return 'punctuation'
  }
  if (stream.match(/^[\]}]/)) {
    state.depth = Math.max(0, state.depth - 1)
    return 'punctuation'
  }
  if (stream.match(/^[,:?](?=\s|$|[,[\]{}"'])/) || stream.eat(',')) return 'punctuation'
  if (stream.match(/^[|>][-+\d]*(?=\s*(?:#.*)?$)/)) {
    if (state.depth === 0) state.block = state.column
    // What follows on this line is no part of the text.
    stream.skipToEnd()
    return 'punctuation'
  }
  if (stream.match(/^[&*][^\s,[\]{}]+/)) return 'labelName'
  if (stream.match(/^!\S*/)) return 'typeName'
  if (stream.match(state.depth > 0 ? KEY_IN_BRACKETS : KEY)) {
    if (state.depth === 0) state.column = column
    return 'propertyName'
  }
  return word(stream)
}

/** A plain word. `#` and `:` are part of it unless a blank makes them more. */
function word(stream: StringStream): string | null {
  const found = stream.match(WORD)
  if (found === null || found === true || found === false) {
    stream.next()
    return null
  }
  const [text] = found
  const colon = text.endsWith(':') && text.length > 1
  if (colon) stream.backUp(1)
  return styleOf(colon ? text.slice(0, -1) : text)
}

function styleOf(text: string): string {
  if (text.startsWith('lcod://')) return 'url'
  if (PATH.test(text)) return 'variableName'
  if (NUMBER.test(text)) return 'number'
  if (/^(?:true|false)$/i.test(text)) return 'bool'
  return /^(?:null|~)$/i.test(text) ? 'null' : 'string'
}

/** The rest of a quoted text, which may go on on the next line. */
function quoted(stream: StringStream, state: YamlState, quote: '"' | "'"): string {
  const start = stream.start
  state.quote = quote
  while (!stream.eol()) {
    const letter = stream.next()
    if (letter === '\\' && quote === '"') stream.next()
    else if (letter === quote && !(quote === "'" && stream.eat("'"))) {
      state.quote = null
      break
    }
  }
  const text = stream.string.slice(start + 1, stream.pos - 1)
  const style = styleOf(text)
  return style === 'url' || style === 'variableName' ? style : 'string'
}
