import type { Command } from './command.ts'
import { commonFlags, exitCodes } from './common-flags.ts'
import type { FlagSpec } from './flags.ts'

const WIDTH = 96

/** Everything there is to say about one command. */
export function commandHelp(command: Omit<Command, 'load'>): string {
  const flags = [...command.flags, ...commonFlags]
  return [
    command.summary,
    '',
    `Usage: ${usageLine(command)}`,
    '',
    ...command.description.flatMap((paragraph) => [...wrap(paragraph, WIDTH), '']),
    'Flags:',
    ...flags.flatMap(flagLines),
    '',
    'Examples:',
    ...command.examples.flatMap((example) => [`  ${example.command}`, `      ${example.summary}`]),
    '',
    'Exit codes:',
    ...exitCodes.map(({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}`),
    '',
  ].join('\n')
}

/** `lcod run TARGET …`, or what begins with a program of its own. */
export function usageLine({ program = 'lcod', usage }: Pick<Command, 'program' | 'usage'>): string {
  return `${program} ${usage}`
}

/** A flag as it is written: `-i, --input FILE`. */
export function flagUsage(flag: FlagSpec): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `
  const placeholder = flag.placeholder ?? 'VALUE'
  const value = { none: '', required: ` ${placeholder}`, optional: `[=${placeholder}]` }[flag.value]
  return `${short}--${flag.name}${value}`
}

/** What a flag does, with what its form does not say. */
export function flagSummary(flag: FlagSpec): string {
  const aliases = (flag.aliases ?? []).map((alias) => `--${alias}`).join(', ')
  const notes = [flag.repeatable ? 'may be repeated' : '', aliases === '' ? '' : `also ${aliases}`].filter(Boolean)
  return notes.length === 0 ? flag.summary : `${flag.summary} (${notes.join('; ')})`
}

function flagLines(flag: FlagSpec): string[] {
  return [`  ${flagUsage(flag)}`, ...wrap(flagSummary(flag), WIDTH - 6).map((line) => `      ${line}`)]
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
