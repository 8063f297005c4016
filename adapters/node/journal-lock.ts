import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { bytesToHex } from '../../core/bytes/hex.ts'
import { runBusy } from '../../core/durable/run-id.ts'
import { systemCode, withFileErrors } from './node-file-error.ts'
import { createNodeRandom } from './node-random.ts'

/** What follows the id of the run and a dot: machine, process, when that process began, and what tells holders apart. */
const OWNER = /^([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{16}\.lock$/

/**
 * Takes the lock of a run: a file whose name says which process holds it, so that the locks of dead processes are known.
 *
 * Each taker first makes a file of its own and then looks for others, so of two at the same time at most one goes on,
 * and no lock of a living process is ever removed. A process of another machine counts as living.
 *
 * @returns what gives it back.
 * @throws {KernelError} `durable_run_busy`, with a hint that names the file; codes of files.
 */
export async function lockRun(folder: string, run: string): Promise<() => Promise<void>> {
  const own = `${run}.${machine()}-${process.pid}-${startOf(process.pid)}-${bytesToHex(createNodeRandom().bytes(8))}.lock`
  const path = join(folder, own)
  await withFileErrors(path, async () => (await open(path, 'wx', 0o600)).close())
  const release = () => withFileErrors(path, () => rm(path, { force: true }))
  try {
    for (const name of await withFileErrors(folder, () => readdir(folder))) {
      if (name === own || !name.startsWith(`${run}.`)) continue
      const owner = OWNER.exec(name.slice(run.length + 1))
      if (owner === null) continue
      const held = join(folder, name)
      if (isAlive(owner[1]!, Number(owner[2]), owner[3]!)) throw runBusy(run, busyHint(owner, held))
      await withFileErrors(held, () => rm(held, { force: true }))
    }
  } catch (error) {
    await release()
    throw error
  }
  return release
}

function busyHint([, host, pid]: RegExpExecArray, path: string): string {
  return host === machine()
    ? `Wait until process ${pid} is over, or choose another run id`
    : `A process of another machine holds it; if that is gone, remove ${path}`
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}

function isAlive(host: string, pid: number, start: string): boolean {
  if (host !== machine()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
  // The number of a dead process may have been given to another one.
  const now = startOf(pid)
  return start === UNKNOWN || now === UNKNOWN || start === now
}

const UNKNOWN = '0'
/** A process that has ended and was not asked for its exit code yet has a number, and does nothing any more. */
const ENDED = new Set(['Z', 'X'])

/** When a process began, in ticks since the machine was started; `0` where the system does not say. */
function startOf(pid: number): string {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return UNKNOWN
  }
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state = ''] = fields
  return ENDED.has(state) ? 'ended' : (fields[19] ?? UNKNOWN)
}
