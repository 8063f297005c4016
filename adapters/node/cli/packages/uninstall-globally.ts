import { requirementsNamed } from '../../../../core/resolve/requirements-named.ts'
import { createNodeFiles } from '../../index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { shownPath } from '../source-texts.ts'
import { listInstalled, RECORD } from './installed-components.ts'
import { lcodHome } from './lcod-home.ts'
import { notRequired } from './not-required.ts'

/**
 * Takes components out of the user's own. What was fetched for them stays in the cache, where others may need it.
 *
 * @throws {KernelError} `dependency_not_required` for one that is not installed; nothing is removed then.
 */
export async function uninstallGlobally(ids: readonly string[]): Promise<ExitCode> {
  const files = createNodeFiles()
  const installed = await listInstalled(files)
  const known = installed.map(({ id }) => id)
  const removed = new Set(
    ids.flatMap((id) => {
      const found = requirementsNamed(known, id)
      if (found.length === 0) throw notRequired(id, `what is installed in ${shownPath(lcodHome())}`, known)
      return found
    }),
  )
  const told: string[] = []
  for (const { id, folder } of installed) {
    if (!removed.has(id)) continue
    // First: without it the folder counts for nothing, wherever this ends.
    await files.remove(`${folder}/${RECORD}`)
    await files.remove(folder)
    told.push(`${id} removed from ${shownPath(folder)}\n`)
  }
  await writeResult(told.join(''))
  return EXIT.success
}
