import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { ConformanceCase } from '../../../../conformance/case.ts'
import type { Problem } from '../../../../core/compose/problem.ts'
import { readTests } from '../../../../core/unit-tests/read-tests.ts'
import type { TestCase } from '../../../../core/unit-tests/unit-test.ts'
import { portablePath } from '../permission-flags.ts'
import type { TestFile } from './find-tests.ts'

/** A test file that has been read. */
export type LoadedFile = { readonly path: string; readonly text: string; readonly problems: readonly Problem[] } & (
  | {
      readonly format: 'declarative'
      readonly tests: readonly TestCase[]
      /** Absolute folder whose compose the unit tests test. */
      readonly subject: string
    }
  | { readonly format: 'conformance'; readonly cases: readonly ConformanceCase[] }
)

/**
 * Reads a test file.
 *
 * @returns `undefined` for a file that was found in a folder and is no test.
 */
export async function loadTestFile(file: TestFile): Promise<LoadedFile | undefined> {
  const text = await readFile(file.path, 'utf8')
  if (file.kind === 'conformance' || (file.named && isConformance(text))) {
    return isConformance(text) || file.named ? loadCases(file.path, text) : undefined
  }
  if (file.kind === 'suite' && !file.named && !isSuite(text)) return undefined
  const { tests, problems } = readTests(text, { file: file.path })
  return { path: file.path, text, problems, format: 'declarative', tests, subject: subjectFolder(file.path) }
}

async function loadCases(path: string, text: string): Promise<LoadedFile> {
  const { readCases } = await import('../../../../conformance/read-cases.ts')
  const lines: string[] = []
  const cases = readCases(text, groupOf(path), path, lines)
  const problems = lines.map(
    (line): Problem => ({ severity: 'error', code: 'invalid_test', message: line, pointer: '' }),
  )
  return { path, text, problems, format: 'conformance', cases }
}

/** Cases are a list whose items say which rule they show. */
function isConformance(text: string): boolean {
  return /^\s*(?:-\s+| {2})spec:/m.test(text) && /^- /m.test(text)
}

function isSuite(text: string): boolean {
  return /"tests"\s*:\s*\[/.test(text)
}

/** What the ids of the cases begin with: the path below `cases`, without extension. */
function groupOf(path: string): string {
  const segments = path.split(/[\\/]/)
  const below = segments.slice(segments.lastIndexOf('cases') + 1)
  return below.join('/').replace(/\.ya?ml$/i, '')
}

/** The folder around `tests`; for a file anywhere else, its own. */
function subjectFolder(path: string): string {
  let folder = dirname(resolve(path))
  for (let up = folder; up !== dirname(up); up = dirname(up)) {
    if (basename(up) === 'tests') {
      folder = dirname(up)
      break
    }
  }
  return portablePath(folder)
}
