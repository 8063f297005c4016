import { readFile } from 'node:fs/promises'
import { componentArtefacts } from '../../../../core/manifest/component-artefacts.ts'
import { readManifestTable } from '../../../../core/manifest/manifest-table.ts'
import { createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { ErrorScreen, writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { readNamedFile } from '../read-target.ts'
import { shownPath } from '../source-texts.ts'

/** `lcod generate [DIR…] [--check]` */
export const generateCommand: CommandRunner = async (parsed) => {
  const screen = new ErrorScreen()
  const files = createNodeFiles()
  const stale: string[] = []
  let count = 0
  for (const word of parsed.positionals.length === 0 ? ['.'] : parsed.positionals) {
    const folder = portablePath(word)
    const descriptor = `${folder}/lcp.toml`
    const table = readManifestTable(await readNamedFile(descriptor, 'the descriptor'), shownPath(descriptor))
    for (const { path, text } of Object.values(componentArtefacts(table, folder))) {
      count++
      if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue
      stale.push(shownPath(path))
      if (!parsed.has('check')) await files.write(path, new TextEncoder().encode(text), { createParents: true })
    }
  }
  if (!parsed.has('check')) {
    await writeResult(stale.map((path) => `${path} written\n`).join('') || `${count} files are up to date\n`)
    return EXIT.success
  }
  for (const path of stale) screen.write(`error: ${path} is not what lcod generate makes\n`)
  if (stale.length === 0) await writeResult(`${count} files are up to date\n`)
  return stale.length === 0 ? EXIT.success : EXIT.failure
}
