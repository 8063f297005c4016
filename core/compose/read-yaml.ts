import { Composer, isScalar, type YAMLError } from 'yaml'
import { convertYaml } from './convert-yaml.ts'
import type { ComposeLimits } from './limits.ts'
import type { TextFinding, TextReport } from './report.ts'
import { scanYaml } from './scan-yaml.ts'
import type { SourceNode } from './source-node.ts'
import { stopReading, untilStopped } from './stop-reading.ts'

/** More than this is noise: one slip of indentation can make every later line wrong. */
const MAX_SYNTAX_ERRORS = 20

/**
 * Reads YAML 1.2 text (core schema, no tags) into values with places.
 *
 * The limits hold before anything recursive or quadratic sees the text.
 *
 * @returns `undefined` when the text is not YAML or exceeds a limit, which has been reported then.
 */
export function readYaml(text: string, limits: ComposeLimits, report: TextReport): SourceNode | undefined {
  return untilStopped(() => readDocument(text, limits, report))
}

function readDocument(text: string, limits: ComposeLimits, report: TextReport): SourceNode | undefined {
  const tokens = scanYaml(text, limits, report)
  // Duplicate keys are found by `convertYaml`: the library compares each key of an object with all others.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, resolveKnownTags: false })
  const [document, second] = composer.compose(tokens, true, text.length)
  const errors = [...(document?.errors ?? []), ...(second?.errors ?? [])].filter(isSyntaxError)
  for (const error of errors.slice(0, MAX_SYNTAX_ERRORS)) report(syntaxFinding(error, text))
  if (errors.length > 0 || document === undefined) return undefined
  if (second !== undefined) {
    const start = second.range[0]
    const message = 'The text holds a second document: a compose is one document'
    stopReading(report, { code: 'multiple_documents', message, pointer: '', range: { start, end: start + 3 } })
  }
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === null && root.source === '')) {
    const range = { start: 0, end: text.length }
    stopReading(report, { code: 'empty_document', message: 'The document is empty', pointer: '', range })
  }
  return convertYaml(root, text, limits, report)
}

/** Tags are refused before; that one does not resolve adds nothing. */
function isSyntaxError(error: YAMLError): boolean {
  return error.code !== 'TAG_RESOLVE_FAILED'
}

function syntaxFinding(error: YAMLError, text: string): TextFinding {
  const [start, end] = error.pos
  const message = error.message.length > 200 ? `${error.message.slice(0, 199)}…` : error.message
  return {
    code: 'yaml_syntax',
    message,
    pointer: '',
    range: { start: Math.min(start, text.length), end: Math.min(Math.max(end, start), text.length) },
  }
}
