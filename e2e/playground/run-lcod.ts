import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const launcher = resolve(root, 'scripts/run-ts.js')
const main = resolve(root, 'adapters/node/cli/main.ts')

/**
 * Runs the `lcod` command as it is in this checkout.
 *
 * @returns what it printed.
 * @throws {Error} when it ends with another code than 0, with what it said.
 */
export async function runLcod(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [launcher, main, ...args], { cwd: folder })
  return stdout
}
