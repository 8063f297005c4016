import { type CST, Lexer, Parser } from 'yaml'
import type { ComposeLimits } from './limits.ts'
import type { TextReport } from './report.ts'
import { stopReading } from './stop-reading.ts'
import type { SyntaxErrors } from './syntax-errors.ts'

/** What the lexer puts before a scalar's own text. */
const SCALAR_MARK = '\u001f'
const CONTAINERS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection'])

/**
 * Turns text into the parser's tokens, linearly, and stops as soon as a limit is exceeded: what follows the tokens
 * recurses over them. Tags and YAML versions are refused here, where each is one token.
 */
export function scanYaml(text: string, limits: ComposeLimits, report: TextReport, errors: SyntaxErrors): CST.Token[] {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const counter = new NodeCounter(limits.nodes)
  let inScalar = false
  for (const lexeme of new Lexer().lex(text)) {
    const range = { start: parser.offset, end: parser.offset + lexeme.length }
    if (!inScalar) {
      if (lexeme[0] === '!') reportTag(lexeme, range, report)
      else if (lexeme[0] === '%') checkDirective(lexeme, range, report)
      if (counter.exceededBy(lexeme)) {
        const message = `The document holds more than ${limits.nodes} values`
        stopReading(report, { code: 'too_many_nodes', message, pointer: '', range })
      }
    }
    inScalar = lexeme === SCALAR_MARK && !inScalar
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors.add(token, describeError(token))
      else tokens.push(token)
    }
    if (parser.stack.length > limits.depth + 1 && CONTAINERS.has(parser.stack.at(-1)?.type ?? '')) {
      const message = `Values are nested more than ${limits.depth} deep`
      stopReading(report, { code: 'too_deep', message, pointer: '', range })
    }
  }
  tokens.push(...parser.end())
  return tokens
}

function describeError({ message, source }: CST.ErrorToken): string {
  return source === '' ? message : `${message}: ${JSON.stringify(source.slice(0, 80))}`
}

type Range = { start: number; end: number }

function reportTag(lexeme: string, range: Range, report: TextReport): void {
  const message = `Tags are not allowed: a compose holds plain JSON values, found ${JSON.stringify(lexeme.slice(0, 40))}`
  report({ code: 'yaml_tag', message, pointer: '', range, hint: 'Remove the tag' })
}

function checkDirective(lexeme: string, range: Range, report: TextReport): void {
  const version = /^%YAML\s+(\S{1,10})/.exec(lexeme)?.[1]
  if (version === undefined || version === '1.2') return
  const message = `A compose is YAML 1.2, found a directive for ${JSON.stringify(version)}`
  stopReading(report, { code: 'yaml_version', message, pointer: '', range, hint: 'Remove the directive' })
}

/**
 * A lower bound of the values so far, so that millions of them are refused before they are built: every second scalar
 * at least is a value, since the others are keys, and so is what follows each dash.
 */
class NodeCounter {
  #scalars = 0
  #dashes = 0
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  exceededBy(lexeme: string): boolean {
    switch (lexeme[0]) {
      case SCALAR_MARK:
      case '"':
      case "'":
      case '*':
      case '[':
      case '{':
        return ++this.#scalars > 2 * this.#limit
      case '-':
        return ++this.#dashes > this.#limit
      default:
        return false
    }
  }
}
