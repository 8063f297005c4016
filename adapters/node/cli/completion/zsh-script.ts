import type { CompletedCommand, CompletedFlag, CompletionModel, Offer } from './completion-model.ts'

/** For a file `_lcod` in a folder of `fpath`, or `source <(lcod completion zsh)`. */
export function zshScript({ commands, programs }: CompletionModel): string {
  const names = ['lcod', ...programs.map(({ name }) => name)].join(' ')
  return `#compdef ${names}
# Completion of lcod for zsh. Load it with: source <(lcod completion zsh)

_lcod_arguments() {
  case $1 in
${[...commands, ...programs].map(commandCase).join('\n')}
  esac
}

_lcod() {
  if [[ $service != lcod ]]; then
    _lcod_arguments $service
    return
  fi
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quote(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
    )
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  _lcod_arguments $name
}

if [[ $funcstack[1] == _lcod ]]; then
  _lcod "$@"
else
  compdef _lcod ${names}
fi
`
}

function commandCase({ name, flags, words }: CompletedCommand): string {
  const specs = [...flags.flatMap(flagSpecs), quote(`*:word:${action(words)}`)]
  return `    ${name})\n      _arguments -s \\\n        ${specs.join(' \\\n        ')}\n      ;;`
}

function flagSpecs(flag: CompletedFlag): string[] {
  const { spellings, summary, value, placeholder, repeatable, offer } = flag
  const prefix = repeatable ? '*' : spellings.length > 1 ? `(${spellings.join(' ')})` : ''
  const text = summary.replace(/[[\]\\]/g, (sign) => `\\${sign}`)
  const message = placeholder.replaceAll(':', '\\:')
  return spellings.map((spelling) => {
    const isLong = spelling.startsWith('--')
    if (value === 'none') return quote(`${prefix}${spelling}[${text}]`)
    if (value === 'optional')
      return quote(`${prefix}${spelling}${isLong ? '=-' : '-'}[${text}]::${message}:${action(offer)}`)
    return quote(`${prefix}${spelling}${isLong ? '=' : ''}[${text}]:${message}:${action(offer)}`)
  })
}

function action(offer: Offer): string {
  switch (offer.kind) {
    case 'choices':
      return `(${offer.choices.join(' ')})`
    case 'files':
      return '_files'
    case 'folders':
      return '_files -/'
    case 'nothing':
      return ' '
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
