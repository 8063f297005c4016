import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { COMPOSE_NAMES } from '../../../../core/manifest/compose-names.ts'
import { packFolder } from '../../../../core/package/pack-folder.ts'
import { integrityOf } from '../../../../core/resolve/integrity.ts'
import { createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { checkDescriptor } from './check-descriptor.ts'
import { requireDescriptor } from './cli-project.ts'
import { projectFolders } from './workspace-members.ts'

/** `lcod pack [DIR]` */
export const packCommand: CommandRunner = async (parsed) => {
  const [, second] = parsed.positionals
  if (second !== undefined)
    throw new UsageError(`One folder is packed at a time, found ${parsed.positionals.join(', ')}`)
  const folders = await projectFolders(portablePath(parsed.positionals[0] ?? '.'), parsed)
  for (const folder of folders) await pack(folder, parsed)
  return EXIT.success
}

async function pack(folder: string, parsed: ParsedArguments): Promise<void> {
  const files = createNodeFiles()
  await requireDescriptor(folder)
  await ensureSound(folder)
  const named = parsed.text('output')
  const output = named === undefined ? `${dirname(folder)}/${basename(folder)}.lcpkg` : portablePath(named)
  const { bytes, paths } = await packFolder(files, folder)
  await files.write(output, bytes, { createParents: true })
  const integrity = integrityOf(bytes)
  await writeResult(
    parsed.has('json')
      ? `${JSON.stringify({ output, bytes: bytes.length, integrity, files: paths }, null, 2)}\n`
      : `${shownPath(output)} written: ${paths.length} files, ${bytes.length} bytes\n${integrity}\n`,
  )
}

/**
 * What is published cannot be changed any more: a component that nobody can run is not packed.
 *
 * @throws {UsageError} for errors in the descriptor, and for a compose that cannot be read.
 */
async function ensureSound(folder: string): Promise<void> {
  const descriptor = await checkDescriptor(folder)
  const refuse = (file: string) => new UsageError(`${file} has errors`, `lcod check ${shownPath(folder)} shows them`)
  if (descriptor?.problems.some(({ severity }) => severity === 'error') === true) throw refuse(descriptor.file)
  for (const name of COMPOSE_NAMES) {
    const file = shownPath(`${folder}/${name}`)
    const text = await readFile(`${folder}/${name}`, 'utf8').catch(() => undefined)
    if (text === undefined) continue
    if (parseCompose(text, { file }).composition === undefined) throw refuse(file)
    return
  }
}
