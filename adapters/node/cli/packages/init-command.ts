import { basename } from 'node:path'
import { createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { type InitKind, isInitKind, newProjectFiles } from './new-project.ts'

/** `lcod init [compose|component|workspace] [DIR] [--id ID]` */
export const initCommand: CommandRunner = async (parsed) => {
  const [first = 'component', ...rest] = parsed.positionals
  const kind: InitKind = isInitKind(first) ? first : 'component'
  const folders = isInitKind(first) ? rest : parsed.positionals
  if (folders.length > 1) throw new UsageError('One folder is made at a time')
  const folder = portablePath(folders[0] ?? '.')
  const id = parsed.text('id') ?? `lcod://local/${slug(basename(folder))}@0.1.0`
  if (!/^lcod:\/\/[a-z\d_.-]+(\/[a-z\d_.-]+)+@\d+\.\d+\.\d+$/.test(id)) {
    throw new UsageError(`"${id}" is no component id`, 'Write lcod://namespace/name@0.1.0')
  }
  const files = createNodeFiles()
  const made = newProjectFiles(kind, id)
  for (const name of made.keys()) {
    // Nothing is written over what somebody wrote.
    if ((await files.info(`${folder}/${name}`)) !== null) throw new UsageError(`"${folder}/${name}" exists already`)
  }
  for (const [name, text] of made) {
    await files.write(`${folder}/${name}`, new TextEncoder().encode(text), { createParents: true })
  }
  await writeResult([...made.keys()].map((name) => `${shownPath(`${folder}/${name}`)}\n`).join(''))
  return EXIT.success
}

function slug(name: string): string {
  const cleaned = name
    .toLowerCase()
    .replaceAll(/[^a-z\d_.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return cleaned === '' ? 'project' : cleaned
}
