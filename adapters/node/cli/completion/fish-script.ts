import type { CompletedCommand, CompletedFlag, CompletionModel, Offer } from './completion-model.ts'

/** For a file `lcod.fish` in fish's folder of completions, or `lcod completion fish | source`. */
export function fishScript({ commands, programs }: CompletionModel): string {
  const names = commands.map(({ name }) => name).join(' ')
  const none = quote(`not __fish_seen_subcommand_from ${names}`)
  return [
    '# Completion of lcod for fish. Load it with: lcod completion fish | source',
    ...commands.map(({ name, summary }) => `complete -c lcod -f -n ${none} -a ${name} -d ${quote(summary)}`),
    ...commands.flatMap((command) =>
      commandLines('lcod', command, ` -n ${quote(`__fish_seen_subcommand_from ${command.name}`)}`),
    ),
    ...programs.flatMap((command) => commandLines(command.name, command, '')),
    '',
  ].join('\n')
}

function commandLines(program: string, { words, flags }: CompletedCommand, condition: string): string[] {
  const start = `complete -c ${program}${condition}`
  const offered = words.kind === 'choices' ? [`${start} -f -a ${quote(words.choices.join(' '))}`] : []
  return [...offered, ...flags.map((flag) => `${start}${spellings(flag)}${value(flag)} -d ${quote(flag.summary)}`)]
}

function spellings(flag: CompletedFlag): string {
  return flag.spellings
    .map((spelling) => (spelling.startsWith('--') ? ` -l ${spelling.slice(2)}` : ` -s ${spelling.slice(1)}`))
    .join('')
}

function value({ value, offer }: CompletedFlag): string {
  if (value === 'none') return ''
  // In fish a value that may be left out is offered after the sign, which needs no mark of its own.
  const required = value === 'required' ? ' -r' : ''
  return `${required}${offered(offer)}`
}

function offered(offer: Offer): string {
  switch (offer.kind) {
    case 'choices':
      return ` -f -a ${quote(offer.choices.join(' '))}`
    case 'files':
      return ' -F'
    case 'folders':
      return ` -f -a '(__fish_complete_directories)'`
    case 'nothing':
      return ' -f'
  }
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`
}
