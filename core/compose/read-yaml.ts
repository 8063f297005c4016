import { Composer, isScalar } from 'yaml'
import { convertYaml } from './convert-yaml.ts'
import type { ComposeLimits } from './limits.ts'
import type { TextReport } from './report.ts'
import { scanYaml } from './scan-yaml.ts'
import type { SourceNode } from './source-node.ts'
import { stopReading, untilStopped } from './stop-reading.ts'
import { SyntaxErrors } from './syntax-errors.ts'

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
  const errors = new SyntaxErrors(text, report)
  const tokens = scanYaml(text, limits, report, errors)
  // Duplicate keys are found by `convertYaml`: the library compares each key of an object with all others.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, resolveKnownTags: false })
  errors.takeOver(composer)
  const [document, second] = composer.compose(tokens, true, text.length)
  errors.addAll([...(document?.errors ?? []), ...(second?.errors ?? [])])
  if (errors.found || document === undefined) return undefined
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
