import type { ImportControls } from '../../../adapters/browser/kernel/serve-kernel.ts'
import type { ImportRequest, ImportResult } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { ExecutionCancelledError } from '../../../core/errors/kernel-error.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import type { GitPort, GitProgress } from '../../../core/host/git.ts'
import { withStaging } from './import-staging.ts'

/** Between two reports of how far it is, in ms. */
const REPORT_EVERY_MS = 50

export interface ImportPorts {
  readonly files: FilesPort
  readonly git: GitPort
  /** Absent where the browser has none. */
  readonly locks: LockManager | undefined
  /** In ms, from anywhere on. */
  readonly now: () => number
}

/**
 * Puts the files of one commit into the workspace: its newest state alone, and without Git's own folder, which the
 * playground has no use for and which would count against the quota.
 *
 * The clone is made where runs keep temporary files and moved when it is whole: `dest` appears with everything or not at
 * all.
 *
 * @throws {KernelError} as the `git` port does; EEXIST when `dest` holds something.
 */
export async function importRepository(
  { url, ref, folder, dest }: ImportRequest,
  { files, git, locks, now }: ImportPorts,
  { signal, onProgress }: ImportControls,
): Promise<ImportResult> {
  return withStaging(files, locks, async (staging) => {
    const clone = `${staging}/clone`
    const result = await git.clone({
      url,
      dest: clone,
      depth: 1,
      signal,
      onProgress: seldom(onProgress, now),
      ...(ref === undefined ? {} : { ref }),
      ...(folder === undefined ? {} : { subdir: folder }),
    })
    await files.remove(`${clone}/.git`)
    if (signal.aborted) throw new ExecutionCancelledError(signal.reason)
    await files.rename(folder === undefined ? clone : `${clone}/${folder}`, dest)
    return result
  })
}

/** Lets through what is new in kind, and of the rest as much as a person can follow. */
function seldom(report: (progress: GitProgress) => void, now: () => number): (progress: GitProgress) => void {
  let last = Number.NEGATIVE_INFINITY
  let phase = ''
  return (progress) => {
    const at = now()
    if (progress.phase === phase && at - last < REPORT_EVERY_MS) return
    last = at
    phase = progress.phase
    report(progress)
  }
}
