import type { Command } from '../command.ts'
import type { FlagSpec } from '../flags.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** What a flag's value, or a word, is completed to. */
export type Offer =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'nothing' }

export interface CompletedFlag {
  /** With dashes: `--input`, `-i`, `--state`. */
  readonly spellings: readonly string[]
  readonly summary: string
  readonly value: FlagSpec['value']
  readonly placeholder: string
  readonly repeatable: boolean
  readonly offer: Offer
}

export interface CompletedCommand {
  readonly name: string
  readonly summary: string
  readonly words: Offer
  readonly flags: readonly CompletedFlag[]
}

export interface CompletionModel {
  /** Commands of `lcod`. */
  readonly commands: readonly CompletedCommand[]
  /** Programs that are one command each. */
  readonly programs: readonly CompletedCommand[]
}

/** What the scripts of all shells are made of. */
export function completionModel(all: readonly Command[], common: readonly FlagSpec[]): CompletionModel {
  const complete = (command: Command): CompletedCommand => ({
    name: command.name,
    summary: command.summary,
    words: command.words === undefined ? { kind: 'files' } : { kind: 'choices', choices: command.words },
    flags: [...command.flags, ...common].map(completedFlag),
  })
  return {
    commands: all.filter((command) => command.program === undefined).map(complete),
    programs: all.filter((command) => command.program !== undefined).map(complete),
  }
}

function completedFlag(flag: FlagSpec): CompletedFlag {
  const { name, short, aliases = [], summary, value, placeholder = 'VALUE', repeatable = false } = flag
  const short_ = short === undefined ? [] : [`-${short}`]
  return {
    spellings: [`--${name}`, ...short_, ...aliases.map((alias) => `--${alias}`)],
    summary,
    value,
    placeholder,
    repeatable,
    offer: offerOf(flag, placeholder),
  }
}

function offerOf({ value, choices }: FlagSpec, placeholder: string): Offer {
  if (value === 'none') return { kind: 'nothing' }
  if (choices !== undefined) return { kind: 'choices', choices }
  const words = placeholder.split(/[^A-Z]+/)
  if (words.includes('DIR')) return { kind: 'folders' }
  return words.some((word) => word === 'FILE' || word === 'PATH' || word === 'TARGET')
    ? { kind: 'files' }
    : { kind: 'nothing' }
}
