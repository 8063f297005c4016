import type { Command } from '../command.ts'

export const trace: Command = {
  name: 'trace',
  summary: 'Look at recorded traces: a tree with times, or how two runs differ',
  usage: 'trace show FILE | trace diff FILE FILE',
  words: ['show', 'diff'],
  description: [
    'FILE is a trace that lcod run wrote with --trace=jsonl, or - for standard input. What a killed process left of one can be read too.',
    'show prints the steps as a tree, each with its time, and the time that was its own: without what ran inside of it.',
    'diff compares steps of the same place and iteration, in whatever order they ran, and shows the first difference, which is the nearest to the cause, and the steps whose time changed most. Times alone are no difference.',
    'The exit code of diff is 0 when the runs are alike and 1 when they differ.',
  ],
  flags: [{ name: 'values', value: 'none', summary: 'show: also what went into each step, came out and was written' }],
  examples: [
    { command: 'lcod run job.yaml --trace-file job.jsonl', summary: 'Record a run' },
    { command: 'lcod trace show job.jsonl --values', summary: 'See what it did' },
    { command: 'lcod trace diff before.jsonl after.jsonl', summary: 'Find where two runs part' },
  ],
  load: async () => (await import('./trace-command.ts')).traceCommand,
}
