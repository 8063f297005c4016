import type { Command } from '../command.ts'
import { SHELLS } from './completion-model.ts'

export const completion: Command = {
  name: 'completion',
  summary: 'Print a script that completes commands and flags in a shell',
  usage: 'completion bash|zsh|fish',
  words: SHELLS,
  description: [
    'The script is for lcod, lcod-run and run-compose. Print it again after an update: it holds what this version knows.',
  ],
  flags: [],
  examples: [
    {
      command: 'source <(lcod completion bash)',
      summary: 'Complete in this shell; the same line in ~/.bashrc keeps it',
    },
    { command: 'lcod completion zsh > ~/.zfunc/_lcod', summary: 'Install it for zsh, in a folder of its fpath' },
    { command: 'lcod completion fish > ~/.config/fish/completions/lcod.fish', summary: 'Install it for fish' },
  ],
  load: async () => (await import('./completion-command.ts')).completionCommand,
}
