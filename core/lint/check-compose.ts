import { type AnalyseOptions, type Analysis, analyse } from '../analysis/analyse.ts'
import type { ParsedCompose } from '../compose/parse-compose.ts'
import type { Problem } from '../compose/problem.ts'
import { toProblem } from '../compose/problem-list.ts'
import { readSteps } from '../compose/read-steps.ts'
import type { Finding } from '../compose/report.ts'
import { rangeAt, type SourceNode } from '../compose/source-node.ts'
import { lintText } from './lint-text.ts'

/** What a compose is checked against, and the name of its file for messages. */
export interface CheckOptions extends AnalyseOptions {
  readonly file: string
}

/**
 * Everything that is wrong or suspicious in a compose: what reading it found, what reading the composes in the data of
 * its steps will find, and what `lintText` finds. In the order of the text.
 *
 * Text that could not be read is not judged further: the rest would be guesses.
 */
export function checkCompose({ root, problems }: ParsedCompose, { file, ...options }: CheckOptions): Problem[] {
  if (root === undefined) return [...problems]
  const analysis = analyse(root, options)
  const found = lintText(analysis).map(({ severity, code, message, pointer, hint, range: { start, end } }): Problem => {
    const source = { file, start, end }
    return { severity, code, message, pointer, source, ...(hint === undefined ? {} : { hint }) }
  })
  return inTextOrder([...problems, ...innerProblems(analysis, root, file), ...found])
}

/**
 * What reading the composes in the data of steps will find: each is read only when its step runs.
 *
 * @param root What the analysis is of.
 */
export function innerProblems({ frames }: Analysis, root: SourceNode, file: string): Problem[] {
  const problems: Problem[] = []
  const report = (finding: Finding) => {
    problems.push(toProblem(finding, { file, ...rangeAt(root, finding.pointer, finding.part) }))
  }
  for (const { list } of frames.slice(1)) readSteps(list.node.value, { pointer: list.pointer, report })
  return problems
}

/** Aliases and nested readers can find one thing twice. */
function inTextOrder(found: readonly Problem[]): Problem[] {
  const once = new Map<string, Problem>()
  for (const problem of found) {
    const { code, message, pointer, source } = problem
    const place = source === undefined ? pointer : `${source.start} ${source.end}`
    const key = `${code} ${place} ${message}`
    if (!once.has(key)) once.set(key, problem)
  }
  return [...once.values()].sort((left, right) => (left.source?.start ?? 0) - (right.source?.start ?? 0))
}
