import { readFile } from 'node:fs/promises'
import type { Problem } from '../../../../core/compose/problem.ts'
import type { SchemasPort } from '../../../../core/host/schemas.ts'
import { createNodeSchemas } from '../../index.ts'
import { unlessMissing } from '../../node-file-error.ts'
import { shownPath } from '../source-texts.ts'

/** A file and what is wrong with it. */
export interface CheckedFile {
  readonly file: string
  readonly text: string
  readonly problems: readonly Problem[]
}

/** What is wrong with the descriptors and locks of some folders; nothing for those that are sound, or not there. */
export async function checkDescriptors(folders: readonly string[]): Promise<CheckedFile[]> {
  const schemas = createNodeSchemas()
  const checked: Array<CheckedFile | undefined> = []
  for (const folder of folders) checked.push(await checkDescriptor(folder, schemas), await checkLock(folder))
  return checked.filter((one) => one !== undefined).filter(({ problems }) => problems.length > 0)
}

/** The descriptor of a folder and what is wrong with it; `undefined` when there is none. */
export async function checkDescriptor(
  folder: string,
  schemas: SchemasPort = createNodeSchemas(),
): Promise<CheckedFile | undefined> {
  const path = `${folder}/lcp.toml`
  const readText = (name: string) => readFile(name, 'utf8').catch(() => undefined)
  const text = await readText(path)
  if (text === undefined) return undefined
  // Loaded only where there is a descriptor, as its parser is.
  const { checkManifest } = await import('../../../../core/manifest/check-manifest.ts')
  const file = shownPath(path)
  const problems = await checkManifest(text, { file, folder, schemas, readText })
  return { file, text, problems: problems.sort((left, right) => placeOf(left) - placeOf(right)) }
}

/** Whether the lock of a folder can be read, and belongs to its descriptor. */
async function checkLock(folder: string): Promise<CheckedFile | undefined> {
  const path = `${folder}/lcp.lock`
  const text = await unlessMissing(path, () => readFile(path, 'utf8'))
  if (text === null) return undefined
  const { checkLockText } = await import('../../../../core/resolve/check-lock-text.ts')
  const file = shownPath(path)
  const descriptor = await readFile(`${folder}/lcp.toml`).catch(() => undefined)
  return { file, text, problems: checkLockText(text, { file, descriptor }) }
}

function placeOf({ source }: Problem): number {
  return source?.start ?? 0
}
