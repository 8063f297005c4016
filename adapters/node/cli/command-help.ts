import type { Command } from './command.ts'
import { commonFlags, exitCodes } from './common-flags.ts'
import type { FlagSpec } from './flags.ts'
import { helpWidth, wrap } from './wrap-text.ts'

/** Everything there is to say about one command. */
export function commandHelp(command: Omit<Command, 'load'>, width = helpWidth()): string {
  const flags = [...command.flags, ...commonFlags]
  return [
    ...wrap(command.summary, width),
    '',
    ...wrap(`Usage: ${usageLine(command)}`, width, 7),
    '',
    ...command.description.flatMap((paragraph) => [...wrap(paragraph, width), '']),
    'Flags:',
    ...flags.flatMap((flag) => [`  ${flagUsage(flag)}`, ...wrap(`      ${flagSummary(flag)}`, width, 6)]),
    '',
    'Examples:',
    // Commands stay on one line, so that they can be copied.
    ...command.examples.flatMap((example) => [`  ${example.command}`, ...wrap(`      ${example.summary}`, width, 6)]),
    '',
    'Exit codes:',
    ...exitCodes.flatMap(({ code, meaning }) => wrap(`  ${String(code).padEnd(5)}${meaning}`, width, 7)),
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
