import { composeFromValue } from '../core/compose/compose-from-value.ts'
import type { Composition } from '../core/compose/composition.ts'
import { invalidCompose } from '../core/compose/invalid-compose.ts'
import { parseCompose } from '../core/compose/parse-compose.ts'
import type { Problem } from '../core/compose/problem.ts'
import { lineColumn } from '../core/errors/code-frame.ts'
import { KernelError, type SourceRange } from '../core/errors/kernel-error.ts'
import type { Host } from '../core/host/index.ts'
import type { LogEntry } from '../core/host/log.ts'
import { createKernel } from '../core/kernel.ts'
import { isKernelEntry } from '../core/logging/log-entry.ts'
import { ALL_PERMISSIONS, type Grant, type Permissions } from '../core/permissions/permissions.ts'
import type { ComposeComponent } from '../core/resolve/registry.ts'
import type { PackageContext } from '../core/resolve/relative-id.ts'
import type { TraceEvent } from '../core/trace/events.ts'
import type { Dict } from '../core/values.ts'
import type { CaseComponent, ConformanceCase, ExpectedProblem } from './case.ts'
import { absolute, readCaseFiles, writeCaseFiles } from './case-files.ts'
import { traceLine } from './normalise-trace.ts'

/** After this a case is cancelled, and soon after that given up. */
const CASE_MS = 20_000
const CANCEL_MS = 3_000

/** What ended a run, in plain data. */
export interface CaseError {
  readonly code: string
  readonly message: string
  readonly data?: unknown
  readonly line?: number
  readonly column?: number
  readonly path?: string
}

/** Everything a case's run showed. */
export interface CaseOutcome {
  readonly result?: Dict
  readonly error?: CaseError
  readonly problems: ReadonlyArray<Required<Pick<ExpectedProblem, 'code' | 'severity' | 'pointer'>> & ProblemPlace>
  /** User log entries that reached the host. */
  readonly logs: readonly LogEntry[]
  /** The kernel's own log entries that reached the host. */
  readonly kernelLogs: readonly LogEntry[]
  /** In the order of emission. */
  readonly events: readonly TraceEvent[]
  /** For the paths of `expectFiles`. */
  readonly files?: Readonly<Record<string, string | null>>
  readonly cwd?: string
}

interface ProblemPlace {
  readonly message: string
  readonly line?: number
  readonly column?: number
}

export interface RunCaseOptions {
  /** Runs without an observer, as most embedders do; cases with `cancelAt` keep theirs. Default true: observe. */
  readonly observe?: boolean
}

/**
 * Runs one case on a fresh host that has the case's `env` and `http`; its files are written here.
 *
 * @throws {Error} only when the case hangs and cannot be cancelled, or when the host cannot store its files.
 */
export async function runCase(
  one: ConformanceCase,
  host: Host,
  { observe = true }: RunCaseOptions = {},
): Promise<CaseOutcome> {
  const logs: LogEntry[] = []
  const events: TraceEvent[] = []
  const problems: Problem[] = []
  if (one.files !== undefined && host.files !== undefined) await writeCaseFiles(host.files, one.files)
  const ended: { result?: Dict; error?: CaseError } = {}
  try {
    const composition = readComposition(one, problems)
    if (expectsRun(one)) {
      const watched = { ...host, log: { write: (entry: LogEntry) => logs.push(entry) } }
      const seen = observe || one.cancelAt !== undefined ? (event: TraceEvent) => events.push(event) : undefined
      ended.result = await runInTime(one, composition, watched, seen)
    }
  } catch (thrown) {
    ended.error = describeError(thrown, one)
  }
  return {
    ...ended,
    problems: problems.map((problem) => describeProblem(problem, one)),
    logs: logs.filter((entry) => !isKernelEntry(entry)),
    kernelLogs: logs.filter(isKernelEntry),
    events: observe ? events : [],
    ...(one.expectFiles === undefined || host.files === undefined
      ? {}
      : { files: await readCaseFiles(host.files, one.expectFiles) }),
    ...(host.files === undefined ? {} : { cwd: host.files.cwd }),
  }
}

/** A case that expects problems and nothing else is only read. */
function expectsRun(one: ConformanceCase): boolean {
  return Object.keys(one).some((key) => key.startsWith('expect') && key !== 'expectProblems')
}

function fileOf(one: ConformanceCase): string {
  return `case.${one.format ?? 'yaml'}`
}

function readComposition(one: ConformanceCase, problems: Problem[]): Composition {
  if (one.text === undefined) return composeFromValue(one.compose)
  const file = fileOf(one)
  const parsed = parseCompose(one.text, { file })
  problems.push(...parsed.problems)
  if (parsed.composition === undefined) throw invalidCompose(parsed.problems, file)
  return parsed.composition
}

async function runInTime(
  one: ConformanceCase,
  composition: Composition,
  host: Host,
  observe: ((event: TraceEvent) => void) | undefined,
): Promise<Dict> {
  const canceller = new AbortController()
  const observer =
    observe &&
    ((event: TraceEvent) => {
      observe(event)
      if (one.cancelAt !== undefined && traceLine(event) === one.cancelAt) canceller.abort(one.cancelAt)
    })
  const kernel = createKernel({
    host,
    permissions: permissionsOf(one, host),
    ...(one.limits === undefined ? {} : { limits: one.limits }),
  })
  const context = contextOf(one)
  const run = kernel.run(composition, {
    signal: canceller.signal,
    components: (one.components ?? []).map(toComponent),
    ...(one.input === undefined ? {} : { input: one.input }),
    ...(one.inputs === undefined ? {} : { inputs: one.inputs }),
    ...(one.outputs === undefined ? {} : { outputs: one.outputs }),
    ...(one.bindings === undefined ? {} : { bindings: one.bindings }),
    ...(one.timeoutMs === undefined ? {} : { timeoutMs: one.timeoutMs }),
    ...(context === undefined ? {} : { context }),
    ...(observer === undefined ? {} : { observer }),
  })
  const stopClock = [
    host.clock.after(CASE_MS, () => canceller.abort(new Error(`The case took longer than ${CASE_MS} ms`))),
  ]
  const hangs = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error('The case hangs, and cancelling it did not end it'))
    stopClock.push(host.clock.after(CASE_MS + CANCEL_MS, giveUp))
  })
  try {
    return await Promise.race([run, hangs])
  } finally {
    for (const stop of stopClock) stop()
  }
}

function permissionsOf({ permissions }: ConformanceCase, { files }: Host): Permissions {
  if (permissions === undefined) return ALL_PERMISSIONS
  if (files === undefined) return permissions
  const rooted = (grant: Grant | undefined) =>
    Array.isArray(grant) ? grant.map((path: string) => (path === '.' ? files.cwd : absolute(files, path))) : grant
  const { read, write } = permissions
  return {
    ...permissions,
    ...(read === undefined ? {} : { read: rooted(read) ?? false }),
    ...(write === undefined ? {} : { write: rooted(write) ?? false }),
  }
}

function contextOf({ package: owner }: ConformanceCase): PackageContext | undefined {
  return owner && { basePath: owner.basePath, version: owner.version, aliasMap: owner.aliasMap ?? {} }
}

function toComponent({ compose, slots, ...info }: CaseComponent): ComposeComponent {
  return {
    ...info,
    kind: 'compose',
    ...(slots === undefined ? {} : { slotNames: slots }),
    composition: () => composeFromValue(compose),
  }
}

function describeError(thrown: unknown, one: ConformanceCase): CaseError {
  if (!(thrown instanceof KernelError)) {
    const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    return { code: '<not a KernelError>', message }
  }
  const frame = thrown.frames[0]
  return {
    ...thrown.toJSON(),
    ...placeOf(thrown.source ?? frame?.source, one),
    ...(frame === undefined ? {} : { path: frame.path }),
  }
}

function describeProblem(problem: Problem, one: ConformanceCase): CaseOutcome['problems'][number] {
  const { code, severity, pointer, message, source } = problem
  return { code, severity, pointer, message, ...placeOf(source, one) }
}

function placeOf(source: SourceRange | undefined, one: ConformanceCase): { line?: number; column?: number } {
  if (source === undefined || one.text === undefined || source.file !== fileOf(one)) return {}
  return lineColumn(one.text, source.start)
}
