import { readFile } from 'node:fs/promises'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import { generateReadme } from '../../../../core/manifest/generate-readme.ts'
import { generateSchema } from '../../../../core/manifest/generate-schema.ts'
import { readManifestTable } from '../../../../core/manifest/manifest-table.ts'
import { tableAt, textAt } from '../../../../core/manifest/table-text.ts'
import { isInside } from '../../../../core/paths/is-inside.ts'
import { joinPath } from '../../../../core/paths/join-path.ts'
import type { Dict } from '../../../../core/values.ts'
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
    for (const [path, text] of artefacts(table, folder)) {
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

/** Path and text of every file that follows from a descriptor. */
function artefacts(table: Dict, folder: string): Array<readonly [string, string]> {
  const tool = tableAt(table, 'tool')
  const made: Array<readonly [string, string]> = [[`${folder}/README.md`, generateReadme(table)]]
  for (const [key, section] of [
    ['inputSchema', 'inputs'],
    ['outputSchema', 'outputs'],
  ] as const) {
    const path = textAt(tool, key)
    const schema = path === undefined ? undefined : generateSchema(table, section)
    if (path === undefined || schema === undefined) continue
    const whole = joinPath(folder, path)
    if (!isInside(whole, folder)) {
      throw new KernelError('invalid_manifest', `tool.${key} "${path}" leaves the folder of the component`)
    }
    made.push([whole, `${JSON.stringify(schema, null, 2)}\n`])
  }
  return made
}
