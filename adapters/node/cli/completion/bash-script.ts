import type { CompletedCommand, CompletionModel, Offer } from './completion-model.ts'

/** For `source <(lcod completion bash)`; needs no other package. */
export function bashScript({ commands, programs }: CompletionModel): string {
  return `# Completion of lcod for bash. Load it with: source <(lcod completion bash)

# What a command offers for the value of a flag, or as a word. Sets COMPREPLY.
_lcod_offer() {
  case $1 in
    files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
    folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$2") ;;
    nothing) COMPREPLY=() ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2") ;;
  esac
}

# Whether what is being written stands behind the sign of --flag=, at which bash splits words.
_lcod_after_sign() {
  [[ \${COMP_WORDS[COMP_CWORD]} == = || \${COMP_WORDS[COMP_CWORD-1]} == = ]]
}

_lcod_value() {
  case "$1 $2" in
${[...commands, ...programs].flatMap(valueCases).join('\n')}
    *) return 1 ;;
  esac
}

_lcod_words() {
  case $1 in
${[...commands, ...programs].map(wordCase).join('\n')}
  esac
}

_lcod_complete() {
  local command=$1 cur=\${COMP_WORDS[COMP_CWORD]} flag=\${COMP_WORDS[COMP_CWORD-1]}
  if [[ $cur == = ]]; then
    cur=
  elif [[ $flag == = ]]; then
    flag=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  _lcod_value "$command" "$flag" "$cur" || _lcod_words "$command" "$cur"
}

_lcod() {
  if ((COMP_CWORD == 1)); then
    _lcod_offer ${quote(commands.map(({ name }) => name).join(' '))} "\${COMP_WORDS[1]}"
  else
    _lcod_complete "\${COMP_WORDS[1]}"
  fi
}
complete -F _lcod lcod
${programs.map(programLines).join('')}`
}

function programLines({ name }: CompletedCommand): string {
  const own = `_lcod_program_${name.replaceAll('-', '_')}`
  return `${own}() { _lcod_complete ${name}; }\ncomplete -F ${own} ${name}\n`
}

function valueCases({ name, flags }: CompletedCommand): string[] {
  return flags
    .filter((flag) => flag.value !== 'none')
    .map(({ spellings, value, offer }) => {
      const patterns = spellings.map((spelling) => `"${name} ${spelling}"`).join(' | ')
      // A value that may be left out is only looked for after the sign.
      const after = value === 'optional' ? '_lcod_after_sign && ' : ''
      return `    ${patterns}) ${after}_lcod_offer ${argument(offer)} "$3" ;;`
    })
}

function wordCase({ name, flags, words }: CompletedCommand): string {
  const spellings = flags.flatMap((flag) => flag.spellings).join(' ')
  return `    ${name}) if [[ $2 == -* ]]; then _lcod_offer ${quote(spellings)} "$2"; else _lcod_offer ${argument(words)} "$2"; fi ;;`
}

function argument(offer: Offer): string {
  return offer.kind === 'choices' ? quote(offer.choices.join(' ')) : offer.kind
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
