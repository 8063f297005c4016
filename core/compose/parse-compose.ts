import { describeKind, hasOwn, isDict } from '../values.ts'
import type { Composition } from './composition.ts'
import { type ComposeLimits, composeLimits, exceedsBytes } from './limits.ts'
import type { Problem } from './problem.ts'
import { hasErrors, toProblem } from './problem-list.ts'
import { readJson } from './read-json.ts'
import { readSteps } from './read-steps.ts'
import { readYaml } from './read-yaml.ts'
import type { Finding, Report, TextFinding } from './report.ts'
import { rangeAt, type SourceNode } from './source-node.ts'
import { unknownKey } from './unknown-key.ts'

export type ComposeFormat = 'yaml' | 'json'

export interface ParseComposeOptions {
  /** Name of the file for messages, and for its format when `format` is absent. */
  readonly file: string
  readonly format?: ComposeFormat
  readonly limits?: Partial<ComposeLimits>
}

export interface ParsedCompose {
  /** Absent when any problem is an error. */
  readonly composition?: Composition
  /** The text as values with their places, for tools; absent when the text itself could not be read. */
  readonly root?: SourceNode
  /** Everything that is wrong or suspicious, in the order of the text. */
  readonly problems: readonly Problem[]
}

/**
 * Reads, checks and normalises a compose document: an object with a `compose` list, or a bare list of steps.
 *
 * Never throws for what the text says. All problems are reported at once; after a syntax error or an exceeded limit
 * only those are, since the rest would be guesses.
 *
 * Spec: engine.md 1.1, 1.2, 1.9, 2.2.
 *
 * @example
 * ```ts
 * import { lineColumn, parseCompose } from 'lcod-universal'
 *
 * const text = 'compose:\n  - cal: lcod://impl/echo@1'
 * const { composition, problems } = parseCompose(text, { file: 'typo.yaml' })
 * console.log(composition) // undefined
 * console.log(problems.map(({ code }) => code)) // [ 'unknown_key', 'missing_call' ]
 * console.log(lineColumn(text, problems[0]?.source?.start ?? 0)) // { line: 2, column: 5 }
 * ```
 */
export function parseCompose(text: string, options: ParseComposeOptions): ParsedCompose {
  const { file } = options
  const limits = composeLimits(options.limits)
  const list = new ProblemList()
  const reportText = (finding: TextFinding) => list.add(toProblem(finding, { file, ...finding.range }))
  const root = readText(text, options.format ?? formatOf(file), limits, reportText)
  return root === undefined ? { problems: list.inTextOrder() } : checkRoot(root, file, limits, list)
}

/**
 * Checks and normalises values that have been read already, in the way of `parseCompose`: for tools that read the parts
 * of a text that changed, and no more.
 */
export function parseComposeRoot(root: SourceNode, { file, limits }: ParseComposeOptions): ParsedCompose {
  return checkRoot(root, file, composeLimits(limits), new ProblemList())
}

function checkRoot(root: SourceNode, file: string, limits: ComposeLimits, list: ProblemList): ParsedCompose {
  const report = (finding: Finding) => {
    list.add(toProblem(finding, { file, ...rangeAt(root, finding.pointer, finding.part) }))
  }
  const steps = readDocument(root, limits.depth, report)
  const problems = list.inTextOrder()
  if (steps === undefined || hasErrors(problems)) return { root, problems }
  return { composition: { steps, file }, root, problems }
}

/** Problems of one text; of each severity the first thousand, since nobody reads more and each costs memory. */
class ProblemList {
  readonly #problems: Problem[] = []
  readonly #room = { error: 1_000, warning: 1_000 }

  add(problem: Problem): void {
    if (this.#room[problem.severity]-- > 0) this.#problems.push(problem)
  }

  inTextOrder(): readonly Problem[] {
    return this.#problems.sort((left, right) => (left.source?.start ?? 0) - (right.source?.start ?? 0))
  }
}

/**
 * The format that a file name stands for: `.yaml` and `.yml` are YAML, every other extension JSON (engine.md 1.1).
 * Names without extension (standard input, inline texts) are YAML, which reads JSON too.
 */
export function formatOf(file: string): ComposeFormat {
  const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase()
  return extension === undefined || extension === 'yaml' || extension === 'yml' ? 'yaml' : 'json'
}

function readText(
  text: string,
  format: ComposeFormat,
  limits: ComposeLimits,
  report: (finding: TextFinding) => void,
): SourceNode | undefined {
  if (exceedsBytes(text, limits.bytes)) {
    const message = `The text is larger than ${limits.bytes} bytes`
    report({ code: 'too_large', message, pointer: '', range: { start: 0, end: 0 } })
    return undefined
  }
  return format === 'json' ? readJson(text, limits, report) : readYaml(text, limits, report)
}

function readDocument(root: SourceNode, depth: number, report: Report): Composition['steps'] | undefined {
  const locate = (pointer: string) => rangeAt(root, pointer)
  const { value } = root
  if (Array.isArray(value)) return readSteps(value, { pointer: '', report, locate, depth })
  if (!isDict(value)) {
    const message = `A compose must be an object with a "compose" list, or a list of steps, found ${describeKind(value)}`
    report({ code: 'invalid_document', message, pointer: '' })
    return undefined
  }
  for (const key of Object.keys(value)) {
    if (key !== 'compose') report(unknownKey(key, '', 'a compose document', ['compose']))
  }
  if (hasOwn(value, 'compose')) return readSteps(value['compose'], { pointer: '/compose', report, locate, depth })
  report({ code: 'missing_compose', message: 'The document has no "compose" list', pointer: '' })
  return undefined
}
