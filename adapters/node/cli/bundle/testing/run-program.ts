import { spawn } from 'node:child_process'
import { type Finished, finished } from '../../testing/finished.ts'

/** Runs Node with these words in a folder, with little of an environment. */
export function runProgram(
  words: readonly string[],
  { cwd, stdin = '' }: { readonly cwd: string; readonly stdin?: string },
): Promise<Finished> {
  const child = spawn(process.execPath, words, { cwd, env: { PATH: process.env['PATH'], HOME: cwd } })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return finished(child)
}
