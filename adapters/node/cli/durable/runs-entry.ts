import type { Command } from '../command.ts'
import { storeFlag } from './durable-flags.ts'

export const runs: Command = {
  name: 'runs',
  summary: 'List, show and remove the journals of durable runs',
  usage: 'runs ls | runs show RUN-ID | runs rm RUN-ID…',
  words: ['ls', 'show', 'rm'],
  description: [
    'lcod run --durable keeps a journal of each run. ls lists them with their state: unfinished (it goes on at this moment, or was interrupted), failed, cancelled or done.',
    'show prints what the journal of one has: each step that is not run again, with the turn of its loops, when it was over, and what it gave.',
    'rm removes journals; a run that goes on is refused. Journals hold whatever steps gave, secrets included.',
  ],
  flags: [storeFlag, { name: 'json', value: 'none', summary: 'Print as JSON' }],
  examples: [
    { command: 'lcod run import.yaml --durable=import-7', summary: 'Run with a journal, and again to go on' },
    { command: 'lcod runs ls', summary: 'See which runs there are' },
    { command: 'lcod runs show import-7', summary: 'See how far one came' },
    { command: 'lcod runs rm import-7', summary: 'Forget it' },
  ],
  load: async () => (await import('./runs-command.ts')).runsCommand,
}
