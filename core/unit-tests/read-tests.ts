import { composeLimits } from '../compose/limits.ts'
import { formatOf } from '../compose/parse-compose.ts'
import type { Problem } from '../compose/problem.ts'
import { toProblem } from '../compose/problem-list.ts'
import { readJson } from '../compose/read-json.ts'
import { readYaml } from '../compose/read-yaml.ts'
import { rangeAt, type SourceNode } from '../compose/source-node.ts'
import { type Dict, describeKind, isDict, own } from '../values.ts'
import { readSuiteTest } from './read-suite-test.ts'
import { readUnitTest } from './read-unit-test.ts'
import type { TestCase } from './unit-test.ts'

export interface ParsedTests {
  /** Empty when any problem is an error. */
  readonly tests: readonly TestCase[]
  /** In the order of the text. */
  readonly problems: readonly Problem[]
}

/** Tells a problem of a test file, at a pointer into it. */
export type ReportTest = (message: string, pointer: string, part?: 'key') => void

/** Larger than a compose may be: a file can hold a thousand tests. */
const LIMITS = composeLimits({ bytes: 16 * 1024 * 1024, nodes: 2_000_000 })

/**
 * Reads a file of tests, JSON or YAML by its extension: one unit test, a list of them, or a suite with its tests under
 * `tests`.
 *
 * Never throws for what the text says: all problems are reported at once, with their places.
 *
 * Spec: contracts.md 7.3, 8; lists and YAML are ours, so that small tests need no file each.
 */
export function readTests(text: string, options: { readonly file: string }): ParsedTests {
  const { file } = options
  const problems: Problem[] = []
  const read = formatOf(file) === 'json' ? readJson : readYaml
  const root = read(text, LIMITS, (finding) => problems.push(toProblem(finding, { file, ...finding.range })))
  if (root === undefined) return { tests: [], problems }
  const report: ReportTest = (message, pointer, part) => {
    problems.push({
      severity: 'error',
      code: 'invalid_test',
      message,
      pointer,
      source: { file, ...rangeAt(root, pointer, part) },
    })
  }
  const tests = readRoot(root, file, report)
  reportDuplicates(tests, report)
  const broken = problems.some((problem) => problem.severity === 'error')
  return { tests: broken ? [] : tests, problems: problems.sort(byPlace) }
}

function readRoot(root: SourceNode, file: string, report: ReportTest): TestCase[] {
  const { value } = root
  const place = (pointer: string) => ({ file, ...rangeAt(root, pointer) })
  if (isDict(value)) {
    if (own(value, 'tests') === undefined) return [readUnitTest(value, '', place(''), report)]
    return itemsOf(own(value, 'tests'), '/tests', report).map(([item, pointer]) =>
      readSuiteTest(item, pointer, place(pointer), report),
    )
  }
  if (Array.isArray(value)) {
    return itemsOf(value, '', report).map(([item, pointer]) => readUnitTest(item, pointer, place(pointer), report))
  }
  report(`A test file must be an object or a list of objects, found ${describeKind(value)}`, '')
  return []
}

function itemsOf(list: unknown, pointer: string, report: ReportTest): Array<readonly [item: Dict, pointer: string]> {
  if (!Array.isArray(list)) {
    report(`"tests" must be a list, found ${describeKind(list)}`, pointer)
    return []
  }
  return list.flatMap((item: unknown, index) => {
    if (isDict(item)) return [[item, `${pointer}/${index}`] as const]
    report(`A test must be an object, found ${describeKind(item)}`, `${pointer}/${index}`)
    return []
  })
}

function reportDuplicates(tests: readonly TestCase[], report: ReportTest): void {
  const seen = new Set<string>()
  for (const { name, pointer } of tests) {
    if (name !== '' && seen.has(name)) report(`A second test is named "${name}"`, `${pointer}/name`)
    seen.add(name)
  }
}

function byPlace(left: Problem, right: Problem): number {
  return (left.source?.start ?? 0) - (right.source?.start ?? 0)
}
