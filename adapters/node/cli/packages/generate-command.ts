import { readFile } from 'node:fs/promises'
import { type Artefact, componentArtefacts } from '../../../../core/manifest/component-artefacts.ts'
import { readManifestTable } from '../../../../core/manifest/manifest-table.ts'
import { createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { ErrorScreen, writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { readNamedFile } from '../read-target.ts'
import { shownPath } from '../source-texts.ts'
import { requireDescriptor } from './cli-project.ts'
import { projectFolders } from './workspace-members.ts'

/** `lcod generate [DIR…] [--check]` */
export const generateCommand: CommandRunner = async (parsed) => {
  const screen = new ErrorScreen()
  const files = createNodeFiles()
  const stale: string[] = []
  const kept: string[] = []
  let count = 0
  for (const word of parsed.positionals.length === 0 ? ['.'] : parsed.positionals) {
    for (const folder of await projectFolders(portablePath(word), parsed)) {
      for (const { path, text } of await artefactsOf(folder)) {
        count++
        const present = await readFile(path, 'utf8').catch(() => undefined)
        if (present === text) continue
        if (isHandWritten(path, present) && !parsed.has('force')) {
          kept.push(shownPath(path))
          continue
        }
        stale.push(shownPath(path))
        if (!parsed.has('check')) await files.write(path, new TextEncoder().encode(text), { createParents: true })
      }
    }
  }
  const isCheck = parsed.has('check')
  for (const path of kept) screen.write(`error: ${path} is written by hand; lcod generate --force replaces it\n`)
  if (isCheck) for (const path of stale) screen.write(`error: ${path} is not what lcod generate makes\n`)
  else await writeResult(stale.map((path) => `${path} written\n`).join(''))
  if (stale.length === 0 && kept.length === 0) {
    await writeResult(`${count} ${count === 1 ? 'file is' : 'files are'} up to date\n`)
  }
  return kept.length > 0 || (isCheck && stale.length > 0) ? EXIT.failure : EXIT.success
}

/** A README that nothing made: what somebody wrote is not replaced unasked. */
function isHandWritten(path: string, present: string | undefined): boolean {
  if (present === undefined || present.trim() === '' || !path.endsWith('.md')) return false
  return !present.trimStart().startsWith('<!--')
}

async function artefactsOf(folder: string): Promise<Artefact[]> {
  const path = `${folder}/lcp.toml`
  await requireDescriptor(folder)
  const table = readManifestTable(await readNamedFile(path, 'the descriptor'), shownPath(path))
  return Object.values(componentArtefacts(table, folder))
}
