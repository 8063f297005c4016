import { ensureRunId } from '../../../../core/durable/run-id.ts'
import { type RunSummary, summariseRun } from '../../../../core/durable/summarise-run.ts'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import { normaliseError } from '../../../../core/errors/normalise-error.ts'
import type { StoredRun, StorePort } from '../../../../core/host/store.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { ErrorScreen, writeResult } from '../output.ts'
import { reportFailure } from '../report-failure.ts'
import { UsageError } from '../usage-error.ts'
import { openStore } from './open-store.ts'
import { stepCount } from './run-words.ts'

/** `lcod runs ls`, `lcod runs show RUN-ID` and `lcod runs rm RUN-ID…` */
export const runsCommand: CommandRunner = async (parsed) => {
  const [what = 'ls', ...ids] = parsed.positionals
  const work = commandOf(what, ids, parsed)
  try {
    return await work(openStore(parsed))
  } catch (error) {
    const screen = new ErrorScreen()
    reportFailure(error, screen, { json: parsed.has('json-errors'), debug: parsed.has('debug') })
    await screen.drain()
    return EXIT.failure
  }
}

function commandOf(
  what: string,
  ids: readonly string[],
  parsed: ParsedArguments,
): (store: StorePort) => Promise<ExitCode> {
  const json = parsed.has('json')
  const [id, ...more] = ids
  switch (what) {
    case 'ls':
      if (id !== undefined) throw new UsageError('"runs ls" takes no run ids', 'Write lcod runs show RUN-ID')
      return (store) => list(store, json)
    case 'show':
      if (id === undefined || more.length > 0) throw new UsageError('"runs show" takes one run id')
      return (store) => show(store, id, json)
    case 'rm':
      if (id === undefined) throw new UsageError('"runs rm" takes run ids', 'lcod runs ls lists them')
      return (store) => remove(store, ids)
    default:
      throw new UsageError(`"runs" takes ls, show or rm, found "${what}"`, 'Write lcod runs ls')
  }
}

async function list(store: StorePort, json: boolean): Promise<ExitCode> {
  const rows = await Promise.all((await store.list()).map(async (run) => rowOf(run, await tolerant(store, run.id))))
  await writeResult(json ? `${JSON.stringify(rows, null, 2)}\n` : tableText(rows))
  return EXIT.success
}

interface Row {
  readonly id: string
  readonly state: RunSummary['state'] | 'damaged'
  readonly steps: number
  /** ISO-8601. */
  readonly updated: string
  readonly name: string
}

function rowOf({ id, updatedAt }: StoredRun, summary: RunSummary | null): Row {
  const updated = new Date(updatedAt).toISOString()
  if (summary === null) return { id, state: 'damaged', steps: 0, updated, name: '' }
  return { id, state: summary.state, steps: summary.steps.length, updated, name: summary.name }
}

/** One journal that cannot be read must not hide the others. */
async function tolerant(store: StorePort, id: string): Promise<RunSummary | null> {
  try {
    return summariseRun(id, (await store.read(id)) ?? [])
  } catch (error) {
    if (normaliseError(error).code === 'durable_journal_damaged') return null
    throw error
  }
}

function tableText(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No durable runs\n'
  const width = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length))
  const ids = width(rows.map(({ id }) => id))
  const states = width(rows.map(({ state }) => state))
  const counts = width(rows.map(({ steps }) => stepCount(steps)))
  return rows
    .map(({ id, state, steps, updated, name }) =>
      `${id.padEnd(ids)}  ${state.padEnd(states)}  ${stepCount(steps).padStart(counts)}  ${seconds(updated)}  ${name}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** Longest value that a line of `show` has, in characters. */
const SHOWN_VALUE = 100

async function show(store: StorePort, id: string, json: boolean): Promise<ExitCode> {
  ensureRunId(id)
  const entries = await store.read(id)
  if (entries === null) throw unknownRun(id)
  const summary = summariseRun(id, entries)
  await writeResult(json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary))
  return EXIT.success
}

function summaryText({ id, name, state, startedAt, code, steps }: RunSummary): string {
  const begun = startedAt === null ? 'never begun' : `begun ${seconds(new Date(startedAt).toISOString())}`
  const head = `${id}: ${state}${code === undefined ? '' : ` (${code})`}, ${begun}, ${stepCount(steps.length)}${name === '' ? '' : `, ${name}`}\n`
  const lines = steps.map(({ path, iteration, call, t, value, error }) => {
    const turn = iteration.length === 0 ? '' : ` [${iteration.join(',')}]`
    const gave = error === undefined ? (JSON.stringify(value) ?? '') : `failed: ${error.code}: ${error.message}`
    const short = gave.length > SHOWN_VALUE ? `${gave.slice(0, SHOWN_VALUE)}…` : gave
    return `${seconds(new Date(t).toISOString())}  ${path}${turn}  ${call.replace('lcod://', '')}  ${short}`.trimEnd()
  })
  return head + lines.map((line) => `${line}\n`).join('')
}

async function remove(store: StorePort, ids: readonly string[]): Promise<ExitCode> {
  for (const id of ids) {
    ensureRunId(id)
    if (!(await store.remove(id))) throw unknownRun(id)
  }
  return EXIT.success
}

function unknownRun(id: string): KernelError {
  return new KernelError('durable_run_unknown', `There is no durable run "${id}"`, {
    data: { runId: id },
    hint: 'lcod runs ls lists them; --store names another folder',
  })
}

/** `2026-01-31 12:00:00Z` */
function seconds(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`
}
