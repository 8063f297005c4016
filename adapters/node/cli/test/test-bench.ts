import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConformanceCase } from '../../../../conformance/case.ts'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { KernelOptions } from '../../../../core/kernel-api.ts'
import { COMPOSE_NAMES } from '../../../../core/manifest/compose-names.ts'
import { Coverage } from '../../../../core/unit-tests/coverage.ts'
import type { TestResult } from '../../../../core/unit-tests/test-result.ts'
import { createTestRunner, type TestRunner, type TestSubject } from '../../../../core/unit-tests/test-runner.ts'
import type { TestCase } from '../../../../core/unit-tests/unit-test.ts'
import { createProjectHost, lazyScripts } from '../cli-host.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath, readPermissions } from '../permission-flags.ts'
import { componentFolders, lazyFolderLoader, readProjectManifest } from '../project.ts'
import { readNamedFile } from '../read-target.ts'
import { shownPath } from '../source-texts.ts'
import type { LoadedFile } from './load-tests.ts'

interface Bench {
  readonly runner: TestRunner
  /** Name of the compose under test, for coverage. */
  readonly file: string | undefined
}

/** Runs tests of many folders, with one runner per folder; collects coverage when it is asked for. */
export class TestBenches {
  readonly coverage: Coverage | undefined
  readonly #parsed: ParsedArguments
  readonly #screen: ErrorScreen
  readonly #signal: AbortSignal
  readonly #benches = new Map<string, Promise<Bench>>()
  readonly #scripts = lazyScripts()

  constructor(parsed: ParsedArguments, screen: ErrorScreen, signal: AbortSignal) {
    this.#parsed = parsed
    this.#screen = screen
    this.#signal = signal
    this.coverage = parsed.has('coverage') ? new Coverage() : undefined
  }

  /** Reads every compose that has tests, so that calls between them count from the first test on. */
  async prepare(files: readonly LoadedFile[]): Promise<void> {
    for (const file of files) {
      const test = file.format === 'declarative' ? file.tests[0] : undefined
      if (test === undefined || file.format !== 'declarative') continue
      // A compose that cannot be read is reported by its own tests.
      await this.#bench(test, file.subject).catch(() => undefined)
    }
  }

  /** Runs one declarative test. @throws {KernelError} when the compose under test cannot be read. */
  async run(test: TestCase, { subject }: LoadedFile & { format: 'declarative' }): Promise<TestResult> {
    const bench = await this.#bench(test, subject)
    const observer = bench.file === undefined ? undefined : this.coverage?.observer(bench.file)
    return bench.runner.run(test, { signal: this.#signal, ...(observer === undefined ? {} : { observer }) })
  }

  /** Runs one conformance case, on a host of its own. */
  async runCase(one: ConformanceCase, file: string): Promise<TestResult> {
    const { runOne } = await import('../../../../conformance/suite.ts')
    const { conformanceHosts } = await import('./conformance-hosts.ts')
    const start = performance.now()
    const report = await runOne(one, conformanceHosts)
    const result = { name: one.id, file, durationMs: performance.now() - start, failures: [] }
    if (report.status === 'skipped') return { ...result, status: 'skipped', reason: report.reason }
    return { ...result, status: report.status, failures: report.failures.map((message) => ({ message })) }
  }

  #bench(test: TestCase, folder: string): Promise<Bench> {
    const key = `${test.kind} ${folder}`
    const known = this.#benches.get(key)
    if (known !== undefined) return known
    // Paths in suites start at the working directory, those of a component in its folder.
    const made = this.#make(test.kind === 'suite' ? portablePath('.') : folder, test.kind === 'unit')
    this.#benches.set(key, made)
    return made
  }

  async #make(folder: string, hasSubject: boolean): Promise<Bench> {
    const manifest = await readProjectManifest(folder)
    // The runner keeps the logs of each test.
    const host = createProjectHost({ cwd: folder, scripts: this.#scripts, log: { write() {} } })
    const named = this.#parsed.all('components').filter((value) => value !== true)
    const folders = componentFolders(named, folder, manifest)
    const { files } = host
    const kernel: KernelOptions = {
      host,
      permissions: readPermissions(this.#parsed, folder),
      globals: { projectPath: folder },
      ...(files === undefined ? {} : { loader: lazyFolderLoader(files, folders, this.#screen) }),
    }
    const subject = hasSubject ? await readSubject(folder) : undefined
    const file = subject?.composition.file
    if (subject !== undefined && file !== undefined) {
      this.coverage?.add(subject.composition, file, manifest?.id === undefined ? [] : [manifest.id])
    }
    const strictMocks = this.#parsed.has('strict-mocks')
    return { runner: createTestRunner({ kernel, subject: subject && { ...subject, manifest }, strictMocks }), file }
  }
}

async function readSubject(folder: string): Promise<TestSubject | undefined> {
  for (const name of COMPOSE_NAMES) {
    const path = join(folder, name)
    const isFile = await stat(path).then(
      (info) => info.isFile(),
      () => false,
    )
    if (!isFile) continue
    const file = shownPath(path)
    const { composition, problems } = parseCompose(await readNamedFile(path, 'the compose'), { file })
    if (composition !== undefined) return { composition }
    const [first] = problems
    throw new KernelError('invalid_compose', `${file} cannot be tested: ${first?.message}`, {
      data: { problems },
      source: first?.source,
    })
  }
  return undefined
}
