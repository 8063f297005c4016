import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { invalidCompose } from '../../../../core/compose/invalid-compose.ts'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { normaliseError } from '../../../../core/errors/normalise-error.ts'
import { judgeReport } from '../../../../core/unit-tests/judge-report.ts'
import { type FixtureOutcome, runFixture } from '../../../../core/unit-tests/run-fixture.ts'
import type { TestResult } from '../../../../core/unit-tests/test-result.ts'
import { isDict } from '../../../../core/values.ts'
import { createProjectHost } from '../cli-host.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath, readPermissions } from '../permission-flags.ts'
import { componentFolders, lazyFolderLoader, readProjectManifest } from '../project.ts'
import { readNamedFile } from '../read-target.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'

/** A fixture that a manifest lists. */
interface Fixture {
  readonly name: string
  /** Path of its compose, absolute. */
  readonly compose: string
}

/**
 * Reads a list of fixtures, `[{ name, compose }]`; its paths start at `SPEC_REPO_PATH`, or at the folder of the file.
 *
 * @throws {UsageError} when it is none.
 * Spec: engine.md 7.5.
 */
export async function readFixtureManifest(path: string): Promise<Fixture[]> {
  const text = await readNamedFile(path, 'the manifest')
  const base = resolve(process.env['SPEC_REPO_PATH'] ?? dirname(path))
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`"${path}" is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!Array.isArray(list)) throw new UsageError(`"${path}" must be a list of { name, compose }`)
  return list.map((item: unknown, index) => {
    const { name, compose } = isDict(item) ? item : {}
    if (typeof name !== 'string' || typeof compose !== 'string') {
      throw new UsageError(`Item ${index} of "${path}" must have a name and the path of a compose`)
    }
    return { name, compose: resolve(base, compose) }
  })
}

/** Runs a fixture in its own folder. */
export async function runListedFixture(
  { name, compose }: Fixture,
  parsed: ParsedArguments,
  screen: ErrorScreen,
): Promise<{ readonly outcome: FixtureOutcome; readonly result: TestResult }> {
  const start = performance.now()
  const outcome = await outcomeOf(name, compose, parsed, screen)
  const failures =
    outcome.error === null ? judgeReport(outcome.report ?? undefined).failures : [{ message: outcome.error.message }]
  const status = outcome.success ? 'passed' : 'failed'
  const durationMs = performance.now() - start
  return { outcome, result: { name, file: shownPath(compose), status, durationMs, failures } }
}

async function outcomeOf(
  name: string,
  compose: string,
  parsed: ParsedArguments,
  screen: ErrorScreen,
): Promise<FixtureOutcome> {
  const folder = portablePath(dirname(compose))
  try {
    const file = shownPath(compose)
    const { composition, problems } = parseCompose(await readFile(compose, 'utf8'), { file })
    if (composition === undefined) throw invalidCompose(problems, file)
    const manifest = await readProjectManifest(folder)
    const host = createProjectHost({ cwd: folder, log: { write() {} } })
    const named = parsed.all('components').filter((value) => value !== true)
    const { files } = host
    return await runFixture(name, composition, {
      host,
      permissions: readPermissions(parsed, folder),
      globals: { projectPath: folder },
      ...(files === undefined
        ? {}
        : { loader: lazyFolderLoader(files, componentFolders(named, folder, manifest), screen) }),
    })
  } catch (thrown) {
    return { name, success: false, report: null, result: null, error: { message: normaliseError(thrown).message } }
  }
}
