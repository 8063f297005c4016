import type { CommandRunner } from '../command.ts'
import { allCommands, commonFlags } from '../commands.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { bashScript } from './bash-script.ts'
import { completionModel, SHELLS, type Shell } from './completion-model.ts'
import { fishScript } from './fish-script.ts'
import { zshScript } from './zsh-script.ts'

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/** `lcod completion bash|zsh|fish` */
export const completionCommand: CommandRunner = async ({ positionals }) => {
  const [name, ...rest] = positionals
  const shell = SHELLS.find((known) => known === name)
  if (shell === undefined || rest.length > 0) {
    const found = positionals.length === 0 ? 'a shell is missing' : `found "${positionals.join(' ')}"`
    throw new UsageError(`"completion" takes one of ${SHELLS.join(', ')}; ${found}`, 'Write lcod completion bash')
  }
  await writeResult(completionScript(shell))
  return EXIT.success
}

/** The script that teaches a shell every command and flag of every program. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell](completionModel(allCommands, commonFlags))
}
