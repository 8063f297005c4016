import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { type Finished, finished } from '../../adapters/node/cli/testing/finished.ts'

/** A command in a folder. */
export interface LcodCall {
  readonly cwd: string
  readonly words: readonly string[]
  /** What standard input gives; nothing when absent. */
  readonly stdin?: string
}

/** The built command with checkouts as its surroundings. */
export interface Lcod {
  run(call: LcodCall): Promise<Finished>
  /** A process that is still running; standard input is open. */
  start(call: Omit<LcodCall, 'stdin'>): ChildProcessWithoutNullStreams
}

/** Longest time for one command: a compose that hangs fails by itself. */
const LIMIT_MS = 120_000

/** @param entry The program: `bin/lcod.cjs`. */
export function lcodProcess(entry: string, env: Readonly<Record<string, string>>): Lcod {
  const start: Lcod['start'] = ({ cwd, words }) =>
    spawn(process.execPath, [entry, ...words], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      timeout: LIMIT_MS,
    })
  return {
    start,
    run({ stdin = '', ...call }) {
      const child = start(call)
      child.stdin.on('error', () => {})
      child.stdin.end(stdin)
      return finished(child)
    },
  }
}

/**
 * The JSON result of a run.
 *
 * @throws {Error} with what the command said, when it failed or its output is no object.
 */
export function resultOf({ code, stdout, stderr }: Finished): Record<string, unknown> {
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr || stdout}`)
  const result: unknown = JSON.parse(stdout)
  if (typeof result !== 'object' || result === null) throw new Error(`the result is no object: ${stdout}`)
  return Object.fromEntries(Object.entries(result))
}
