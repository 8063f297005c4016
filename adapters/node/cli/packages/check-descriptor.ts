import { readFile } from 'node:fs/promises'
import type { Problem } from '../../../../core/compose/problem.ts'
import { createNodeSchemas } from '../../index.ts'
import { shownPath } from '../source-texts.ts'

/** The descriptor of a folder and what is wrong with it; `undefined` when there is none. */
export async function checkDescriptor(
  folder: string,
): Promise<{ readonly file: string; readonly text: string; readonly problems: readonly Problem[] } | undefined> {
  const path = `${folder}/lcp.toml`
  const readText = (name: string) => readFile(name, 'utf8').catch(() => undefined)
  const text = await readText(path)
  if (text === undefined) return undefined
  // Loaded only where there is a descriptor, as its parser is.
  const { checkManifest } = await import('../../../../core/manifest/check-manifest.ts')
  const file = shownPath(path)
  const problems = await checkManifest(text, { file, folder, schemas: createNodeSchemas(), readText })
  return { file, text, problems: problems.sort((left, right) => placeOf(left) - placeOf(right)) }
}

function placeOf({ source }: Problem): number {
  return source?.start ?? 0
}
