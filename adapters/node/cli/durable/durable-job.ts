import { createHash } from 'node:crypto'
import { basename, extname, resolve } from 'node:path'
import type { DurableOptions } from '../../../../core/durable/open-durable-run.ts'
import { ensureRunId } from '../../../../core/durable/run-id.ts'
import { summariseRun } from '../../../../core/durable/summarise-run.ts'
import { normaliseError } from '../../../../core/errors/normalise-error.ts'
import type { StorePort } from '../../../../core/host/store.ts'
import type { Dict } from '../../../../core/values.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { openStore } from './open-store.ts'
import { COMPOSE_STEM, stepCount } from './run-words.ts'

/** The journal of the run that a command line asks for. */
export interface DurableJob {
  readonly options: DurableOptions
  /** Says on standard error what is begun or gone on with. */
  announce(screen: ErrorScreen): Promise<void>
  /** What can be done after a failure; nothing where the journal itself was the trouble. */
  onward(error: unknown): string
}

/**
 * What `--durable`, `--anew` and `--store` ask for; `undefined` without `--durable`.
 *
 * @param subject.name The target as written.
 * @throws {UsageError} for the other two without it, and with `--serve`.
 * @throws {KernelError} `durable_invalid_run_id`.
 */
export function readDurable(
  parsed: ParsedArguments,
  subject: { readonly name: string; readonly input: Dict },
): DurableJob | undefined {
  if (!parsed.has('durable')) {
    const lonely = ['anew', 'store'].find((flag) => parsed.has(flag))
    if (lonely !== undefined)
      throw new UsageError(`"--${lonely}" needs --durable`, 'Write --durable or --durable=RUN-ID')
    return undefined
  }
  if (parsed.has('serve')) throw new UsageError('A durable run cannot serve HTTP', 'Leave out --durable or --serve')
  const runId = parsed.text('durable') ?? madeId(subject)
  ensureRunId(runId)
  const store = openStore(parsed)
  const fresh = parsed.has('anew')
  return {
    options: { runId, store, fresh },
    announce: async (screen) => screen.write(`${await opening(store, runId, fresh)}\n`),
    onward(error) {
      if (normaliseError(error).code.startsWith('durable_')) return ''
      return `The durable run "${runId}" goes on when the same command is given again\n`
    },
  }
}

/** The same for the same target and input: the same command goes on. */
function madeId({ name, input }: { readonly name: string; readonly input: Dict }): string {
  const target = name.includes('://') || name === '-' ? name : resolve(name)
  const digest = createHash('sha256')
    .update(JSON.stringify([target, input]))
    .digest('hex')
    .slice(0, 8)
  return `${stemOf(target)}-${digest}`
}

function stemOf(target: string): string {
  const stem = basename(target, extname(target))
  const word = stem === COMPOSE_STEM ? basename(resolve(target, '..')) : stem
  const safe = word.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '')
  return safe === '' ? 'run' : safe.slice(0, 80)
}

async function opening(store: StorePort, runId: string, fresh: boolean): Promise<string> {
  const begins = `Begins the durable run "${runId}"`
  if (fresh) return begins
  const entries = await store.read(runId)
  if (entries === null || entries.length === 0) return begins
  const { state, steps } = summariseRun(runId, entries)
  const held = `its journal has ${stepCount(steps.length)}`
  return state === 'done'
    ? `The durable run "${runId}" is done; ${held}`
    : `Goes on with the durable run "${runId}": ${held}`
}
