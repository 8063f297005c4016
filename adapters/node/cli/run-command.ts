import type { CommandRunner } from './command.ts'
import { readBindings, readInput, splitWords } from './run-options.ts'
import { runTarget } from './run-target.ts'

/** `lcod run TARGET [name=value…]` */
export const runCommand: CommandRunner = async (parsed) => {
  const { target, pairs } = splitWords(parsed.positionals)
  const bindings = readBindings(parsed)
  return runTarget({
    target,
    parsed,
    bindings,
    input: (signal) => readInput(parsed, pairs, { targetIsStdin: target === '-', signal }),
  })
}
