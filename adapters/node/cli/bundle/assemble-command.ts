import { basename, dirname } from 'node:path'
import { assembleBundle } from '../../../../core/bundle/assemble-bundle.ts'
import { BUNDLE } from '../../../../core/bundle/bundle-layout.ts'
import { leftOut } from '../../../../core/bundle/left-out.ts'
import { bundleName } from '../../../../core/bundle/read-bundle-folder.ts'
import { unheldCalls } from '../../../../core/bundle/unheld-calls.ts'
import { requirePort } from '../../../../core/host/require-port.ts'
import { integrityOf } from '../../../../core/resolve/integrity.ts'
import { RegistryScope } from '../../../../core/resolve/registry.ts'
import { standardComponents } from '../../../../core/standard-components.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { onProject } from '../packages/on-project.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { writeOutputFolder } from './output-folder.ts'
import { sizeOf, sizeText } from './size-text.ts'

/** `lcod assemble [DIR]` */
export const assembleCommand: CommandRunner = (parsed) => {
  const named = parsed.text('output')
  if (named !== undefined && !/[^/\\]\.lcod$/.test(named)) {
    throw new UsageError(`A bundle has a name that ends in .lcod, found "${named}"`, 'Write --output NAME.lcod')
  }
  return onProject(parsed, parsed.positionals, async ({ project, screen }) => {
    if (project.request !== undefined)
      throw new UsageError('A project is assembled, not a component', 'Name its folder')
    const { folder } = project
    const output = named === undefined ? `${dirname(folder)}/${basename(folder)}.lcod` : portablePath(named)
    const files = requirePort(project.host, 'files', 'lcod assemble')
    const { bundle, written } = await assembleBundle(bundleName(output), { files, project })
    const kernel = new RegistryScope(null, { components: standardComponents })
    for (const { id, by } of await unheldCalls(bundle, kernel)) {
      screen.write(`warning: ${by} calls ${id}, which neither the lock nor the kernel has\n`)
    }
    screen.write(leftOutNote(await leftOut(files, folder, written)))
    await writeOutputFolder(output, written, [...Object.values(BUNDLE), 'assets', 'lcod_modules'])
    const integrity = integrityOf(written.get(BUNDLE.lock) ?? new Uint8Array())
    await writeResult(
      parsed.has('json')
        ? `${JSON.stringify({ output, id: bundle.id, integrity, files: [...written.keys()] }, null, 2)}\n`
        : `${shownPath(output)} ${bundle.id}, ${written.size} files, ${sizeText(sizeOf(written.values()))}\n${integrity}\n`,
    )
    return EXIT.success
  })
}

/** Files named in a note. */
const NAMED = 5

function leftOutNote(paths: readonly string[]): string {
  if (paths.length === 0) return ''
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''
  const named = paths.slice(0, NAMED).join(', ')
  return `note: Not in the bundle: ${named}${more}; "assets" in resolve.config.json takes along what runs read\n`
}
