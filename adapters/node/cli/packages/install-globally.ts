import { requirePort } from '../../../../core/host/require-port.ts'
import { parseComponentId } from '../../../../core/resolve/component-id.ts'
import { writeLock } from '../../../../core/resolve/lock-file.ts'
import { identify } from '../../../../core/resolve/resolve-project.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { shownPath } from '../source-texts.ts'
import type { AddOptions } from './add-to-project.ts'
import { openRequest } from './cli-project.ts'
import { installedFolder, RECORD } from './installed-components.ts'
import { homeCache } from './lcod-home.ts'
import type { Wanted } from './package-target.ts'
import { counted } from './resolve-command.ts'

/**
 * Makes components the user's own: each with a lock of its own below `LCOD_HOME`, so that `lcod run ID` finds it anywhere
 * and offline, and no two of them have to agree on what they need.
 */
export async function installGlobally(
  wanted: readonly Wanted[],
  { parsed, screen, signal }: AddOptions,
): Promise<ExitCode> {
  const told: string[] = []
  for (const one of wanted) {
    const project = await openRequest(parsed, screen, { wanted: [one], signal, cacheRoot: homeCache() })
    const resolution = await project.resolve()
    const answer = resolution.root.dependencies[0]?.id
    const component = resolution.components.find((one) => one.id === answer)
    // The id becomes a path: whatever a list called it, it is one here.
    const id = component && identify(component)
    if (id === undefined) {
      told.push(`${project.request?.ids[0]} is part of the kernel: there is nothing to install\n`)
      continue
    }
    const files = requirePort(project.host, 'files', 'lcod install')
    const folder = installedFolder(parseComponentId(id))
    const record = { id, project: project.folder, cache: project.fetcher.options.cacheRoot }
    const write = (name: string, text: string) =>
      files.write(`${folder}/${name}`, new TextEncoder().encode(text), { createParents: true })
    await write('lcp.lock', writeLock(resolution, {}))
    // Last: without it the folder counts for nothing.
    await write(RECORD, `${JSON.stringify(record, null, 2)}\n`)
    const count = resolution.components.length
    told.push(`${id} installed in ${shownPath(folder)}: ${counted(count)}; lcod run ${id} runs it\n`)
  }
  await writeResult(told.join(''))
  return EXIT.success
}
