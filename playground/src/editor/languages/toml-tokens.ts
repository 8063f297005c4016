import type { StreamParser, StringStream } from '@codemirror/language'

type Quote = '"' | "'" | '"""' | "'''"

/** What the start of a line has to know of the lines before. */
interface TomlState {
  /** Mark of a text over several lines that goes on. */
  quote: Quote | null
  /** A value is expected, and not a key. */
  inValue: boolean
  /** Brackets of a value that are open, such as `[{`. */
  open: string
}

/** The words of TOML, as descriptors are written in. */
export const tomlTokens: StreamParser<TomlState> = {
  name: 'toml',
  startState: () => ({ quote: null, inValue: false, open: '' }),
  copyState: (state) => ({ ...state }),
  languageData: { commentTokens: { line: '#' } },
  token(stream, state) {
    if (state.quote !== null) return quoted(stream, state, state.quote)
    if (stream.sol() && state.open === '') state.inValue = false
    if (stream.eatSpace()) return null
    if (stream.peek() === '#') {
      stream.skipToEnd()
      return 'comment'
    }
    return state.inValue ? value(stream, state) : key(stream, state)
  },
}

function key(stream: StringStream, state: TomlState): string | null {
  if (state.open === '' && stream.match(/^\[\[?[^\]]*\]\]?/)) return 'heading'
  if (stream.match(/^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)/)) return 'propertyName'
  if (stream.eat('=')) {
    state.inValue = true
    return 'punctuation'
  }
  if (stream.eat('}')) return close(state)
  stream.next()
  return 'punctuation'
}

function value(stream: StringStream, state: TomlState): string | null {
  const quote = stream.match(/^(?:"""|'''|"|')/)
  if (quote !== null && typeof quote === 'object') {
    const [mark] = quote
    return isQuote(mark) ? quoted(stream, state, mark) : null
  }
  if (stream.match(/^[[{]/)) {
    state.open += stream.current()
    state.inValue = stream.current() === '['
    return 'punctuation'
  }
  if (stream.match(/^[\]}]/)) return close(state)
  if (stream.eat(',')) {
    state.inValue = state.open.endsWith('[')
    return 'punctuation'
  }
  if (stream.match(/^(?:true|false)\b/)) return 'bool'
  if (stream.match(/^[-+]?(?:\d|inf\b|nan\b)[\w.:+-]*/)) return 'number'
  stream.next()
  return null
}

function close(state: TomlState): string {
  state.open = state.open.slice(0, -1)
  state.inValue = true
  return 'punctuation'
}

function isQuote(mark: string | undefined): mark is Quote {
  return mark === '"' || mark === "'" || mark === '"""' || mark === "'''"
}

/** The rest of a text; one with three marks may go on on the next line. */
function quoted(stream: StringStream, state: TomlState, quote: Quote): string {
  const isLong = quote.length === 3
  state.quote = isLong ? quote : null
  while (!stream.eol()) {
    if (stream.match(quote)) {
      state.quote = null
      break
    }
    if (stream.next() === '\\' && quote.startsWith('"')) stream.next()
  }
  return stream.string.slice(stream.start).includes('lcod://') ? 'url' : 'string'
}
