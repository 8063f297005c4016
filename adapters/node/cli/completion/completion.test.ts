import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../commands.ts'
import { useCli } from '../testing/use-cli.ts'
import { completionScript } from './completion-command.ts'
import { SHELLS, type Shell } from './completion-model.ts'

const fixture = useCli()

/** What a shell says of a script that it reads without running it. */
function syntaxErrors(shell: Shell, script: string): string {
  const path = fixture.file(`lcod.${shell}`, script)
  const { status, stderr } = spawnSync(shell, ['-n', path], { encoding: 'utf8' })
  return status === 0 ? '' : `${status}: ${stderr}`
}

const isHere = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0

describe.each(SHELLS)('completionScript() for %s', (shell) => {
  const script = completionScript(shell)

  test('knows every command and flag', () => {
    for (const { name, flags } of allCommands) {
      expect(script).toContain(name)
      for (const flag of flags) expect(script).toContain(shell === 'fish' ? `-l ${flag.name}` : `--${flag.name}`)
    }
  })

  test('is text that the shell can read', ({ skip }) => {
    if (!isHere(shell)) skip(`${shell} is not on this machine`)
    expect(syntaxErrors(shell, script)).toBe('')
  })
})

describe('the bash script', () => {
  /** What bash offers after these words; the last one is being written. */
  function offers(words: readonly string[], run = '_lcod'): string[] {
    const list = words.map((word) => `'${word}'`).join(' ')
    const script = `${completionScript('bash')}
COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; ${run}; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
    return stdout.split('\n').filter((line) => line !== '')
  }

  test.skipIf(!isHere('bash'))('offers commands, flags, choices, words and files', () => {
    expect(offers(['lcod', 'ch'])).toEqual(['check'])
    expect(offers(['lcod', 'run', '--tra'])).toEqual(['--trace', '--trace-file', '--trace-url', '--traceparent'])
    expect(offers(['lcod', 'run', 'x.yaml', '--log-level', 'wa'])).toEqual(['warn'])
    expect(offers(['lcod', 'run', '--trace', '=', 'chr'])).toEqual(['chrome'])
    expect(offers(['lcod', 'run', '--trace', '='])).toContain('jsonl')
    expect(offers(['lcod', 'run', '--trace', 'package.j'])).toEqual(['package.json'])
    expect(offers(['lcod', 'completion', ''])).toEqual(['bash', 'zsh', 'fish'])
    expect(offers(['lcod', 'run', '-i', 'package.j'])).toEqual(['package.json'])
    expect(offers(['lcod', 'run', '--components', 'exampl'])).toEqual(['examples'])
    expect(offers(['lcod-run', '--glob'], '_lcod_program_lcod_run')).toEqual(['--global-cache'])
  })
})

test.skipIf(!isHere('fish'))('the fish script offers commands, flags, choices and words', () => {
  const path = fixture.file('offers.fish', completionScript('fish'))
  const offers = (line: string) => {
    const script = `source ${path}; complete -C '${line}'`
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8' })
    return stdout.split('\n').flatMap((offer) => (offer === '' ? [] : [offer.split('\t')[0]]))
  }
  expect(offers('lcod ch')).toEqual(['check'])
  expect(offers('lcod run --allow-g')).toEqual(['--allow-git'])
  expect(offers('lcod run x.yaml --log-level wa')).toEqual(['warn'])
  expect(offers('lcod completion z')).toEqual(['zsh'])
  expect(offers('lcod-run --glob')).toEqual(['--global-cache'])
})

test('lcod completion prints the script, and knows three shells', async () => {
  expect((await fixture.cli.run(['completion', 'bash'])).stdout).toBe(completionScript('bash'))
  const unknown = await fixture.cli.run(['completion', 'tcsh'])
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('"completion" takes one of bash, zsh, fish; found "tcsh"')
  expect((await fixture.cli.run(['completion'])).code).toBe(2)
})
