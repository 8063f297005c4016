import { basename } from 'node:path'
import { nearestName } from '../../../../core/compose/nearest-name.ts'
import { createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { ErrorScreen, writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { adoptCompose } from './adopt-compose.ts'
import { INIT_KINDS, type InitKind, isInitKind, newProjectFiles } from './new-project.ts'

/** `lcod init [compose|component|workspace] [DIR] [--id ID]` */
export const initCommand: CommandRunner = async (parsed) => {
  const [first = 'component', ...rest] = parsed.positionals
  const kind: InitKind = isInitKind(first) ? first : 'component'
  const folders = isInitKind(first) ? rest : parsed.positionals
  if (folders.length > 1) throw tooMany(folders)
  const folder = portablePath(folders[0] ?? '.')
  const id = parsed.text('id') ?? `lcod://local/${slug(basename(folder))}@0.1.0`
  if (!/^lcod:\/\/[a-z\d_.-]+(\/[a-z\d_.-]+)+@\d+\.\d+\.\d+$/.test(id)) {
    throw new UsageError(`"${id}" is no component id`, 'Write lcod://namespace/name@0.1.0')
  }
  const files = createNodeFiles()
  const adopted = kind === 'workspace' ? undefined : await adoptCompose(folder, id)
  const made = new Map(adopted ?? newProjectFiles(kind, id))
  for (const name of made.keys()) {
    if ((await files.info(`${folder}/${name}`)) === null) continue
    // Nothing is written over what somebody wrote; a README of their own serves as well as a made one.
    if (adopted === undefined || name !== 'README.md') throw new UsageError(`"${folder}/${name}" exists already`)
    made.delete(name)
  }
  for (const [name, text] of made) {
    await files.write(`${folder}/${name}`, new TextEncoder().encode(text), { createParents: true })
  }
  await writeResult([...made.keys()].map((name) => `${shownPath(`${folder}/${name}`)}\n`).join(''))
  const screen = new ErrorScreen()
  screen.write(nextSteps(kind, folders[0], adopted !== undefined))
  await screen.drain()
  return EXIT.success
}

/** With two words the first is a kind, if anything. */
function tooMany(words: readonly string[]): UsageError {
  const near = words.length === 2 ? nearestName(words[0] ?? '', INIT_KINDS) : undefined
  if (near !== undefined)
    return new UsageError(`"${words[0]}" is no kind of project`, `Did you mean "lcod init ${near}"?`)
  return new UsageError(
    `One project is made at a time, found ${words.join(', ')}`,
    `Write lcod init [${INIT_KINDS.join('|')}] ${words.at(-1)}`,
  )
}

/** What to do with a new project, for those who see one for the first time. */
function nextSteps(kind: InitKind, folder: string | undefined, isAdopted: boolean): string {
  const enter = folder === undefined ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : `'${folder}'`}`]
  const target = kind === 'workspace' ? 'packages/main/components/greet' : '.'
  const run = isAdopted ? ['lcod resolve'] : [`lcod run ${target} name=Ada`, 'lcod test']
  return `Next: ${[...enter, ...run].join(' && ')}\n`
}

function slug(name: string): string {
  const cleaned = name
    .toLowerCase()
    .replaceAll(/[^a-z\d_.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return cleaned === '' ? 'project' : cleaned
}
