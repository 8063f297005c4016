import { readFile, stat } from 'node:fs/promises'
import { WORKSPACE_FILE } from '../../../../core/manifest/workspace-file.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { type CheckedFile, checkDescriptor } from './check-descriptor.ts'

/** What is wrong with the workspaces that paths name, and with the descriptors of their packages. */
export async function checkWorkspaces(paths: readonly string[]): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = []
  for (const folder of paths.map(portablePath)) {
    const text = await readFile(`${folder}/${WORKSPACE_FILE}`, 'utf8').catch(() => undefined)
    if (text !== undefined) checked.push(...(await checkOne(folder, text)))
  }
  return checked.filter(({ problems }) => problems.length > 0)
}

async function checkOne(folder: string, text: string): Promise<CheckedFile[]> {
  // Loaded only where there is a workspace, as its parser is.
  const { checkWorkspace } = await import('../../../../core/manifest/check-workspace.ts')
  const file = shownPath(`${folder}/${WORKSPACE_FILE}`)
  const packages: string[] = []
  const hasPackage = async (name: string) => {
    for (const place of [`${folder}/packages/${name}`, portablePath(`${folder}/${name}`)]) {
      if (!(await isFolder(place))) continue
      packages.push(place)
      return true
    }
    return false
  }
  const problems = await checkWorkspace(text, { file, hasPackage })
  const checked: CheckedFile[] = [{ file, text, problems }]
  for (const place of packages) {
    const descriptor = await checkDescriptor(place)
    if (descriptor === undefined) continue
    // The README of a package is a list of its components: having none is no fault.
    const told = descriptor.problems.filter(({ code }) => code !== 'manifest_readme')
    checked.push({ ...descriptor, problems: told })
  }
  return checked
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  )
}
