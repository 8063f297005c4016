import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { meteredQuickJsFile } from '../../../../scripts/sandbox/metered-file.ts'
import { type Finished, finished } from './finished.ts'

export interface CliOptions {
  /** What standard input gives; it is closed at once when absent. */
  readonly stdin?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** The command as its users have it: a process of its own. */
export interface Cli {
  run(args: readonly string[], options?: CliOptions): Promise<Finished>
  /** A process that is still running; standard input is open. */
  start(args: readonly string[], options?: CliOptions): ChildProcessWithoutNullStreams
  /** The file that Node runs. */
  readonly entry: string
  remove(): void
}

/** Bundles the command from its sources, so that tests see the code as it is without waiting for a whole build. */
export async function buildCli(): Promise<Cli> {
  // Inside node_modules, so that imports of packages resolve from there.
  const folder = resolve(`node_modules/.cache/lcod-cli-${process.pid}-${Math.random().toString(36).slice(2)}`)
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [resolve('adapters/node/cli/main.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { LCOD_VERSION: '"0.0.0-test"' },
    logLevel: 'warning',
  })
  copyFileSync(meteredQuickJsFile(), `${folder}/quickjs-metered.wasm`)
  const entry = `${folder}/main.js`
  const start: Cli['start'] = (args, options = {}) =>
    spawn(process.execPath, [entry, ...args], { cwd: options.cwd, env: { PATH: process.env['PATH'], ...options.env } })
  return {
    entry,
    start,
    run(args, options = {}) {
      const child = start(args, options)
      child.stdin.on('error', () => {})
      child.stdin.end(options.stdin ?? '')
      return finished(child)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
