import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { mountFiles } from '../../../../core/bundle/mount-files.ts'
import { type Bundle, openBundle } from '../../../../core/bundle/open-bundle.ts'
import { bundleName, readBundleFolder } from '../../../../core/bundle/read-bundle-folder.ts'
import type { ScriptsPort } from '../../../../core/host/scripts.ts'
import { createNodeFiles } from '../../index.ts'
import { createCliHost } from '../cli-host.ts'
import { portablePath } from '../permission-flags.ts'
import type { Job, JobTools } from '../run-job.ts'
import { UsageError } from '../usage-error.ts'

/** Opens the bundle in a folder: its files are read and compared, and those very bytes run. */
export async function openBundleFolder(path: string, tools: JobTools, scripts?: ScriptsPort): Promise<Job> {
  const flag = ['components', 'modules'].find((name) => tools.parsed.has(name))
  if (flag !== undefined) {
    throw new UsageError(`"--${flag}" does not go with a bundle`, 'A bundle runs the components that it holds')
  }
  const folder = await realpath(path).then(portablePath, () => undefined)
  if (folder === undefined || !(await stat(folder)).isDirectory()) {
    throw new UsageError(`"${path}" is no bundle: it is not a folder`, 'lcod assemble makes a bundle of a project')
  }
  const files = await readBundleFolder(createNodeFiles(), folder)
  return bundleJob(openBundle(bundleName(basename(folder)), files), folder, tools, scripts)
}

/**
 * A bundle to run as if it lay in `folder`, whether it does or not: its files are seen there, and what a run keeps in
 * `.lcod` is kept there.
 *
 * @param folder Absolute, without links.
 */
export function bundleJob(bundle: Bundle, folder: string, tools: JobTools, scripts?: ScriptsPort): Job {
  const { parsed, screen, sources } = tools
  const { composition, composeText, manifest, loader, bindings, visible } = bundle
  if (composition.file !== undefined) sources.add(composition.file, composeText)
  return {
    composition,
    manifest,
    folder,
    async kernel() {
      const host = createCliHost(screen, parsed, scripts)
      const files = host.files && mountFiles(host.files, folder, visible)
      return { host: { ...host, ...(files && { files }) }, loader, bindings }
    },
  }
}
