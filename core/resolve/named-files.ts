import type { Step } from '../compose/composition.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import type { FilesPort } from '../host/files.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import { type Dict, isDict, own } from '../values.ts'
import { fileIntegrity } from './file-integrity.ts'
import type { LockedFiles } from './locked-files.ts'

/** Calls whose paths name what they make, and not what they read. */
const WRITES = /\/(?:write|clone|download)[\w-]*(?:\.[\w-]+)*@/
/** No path in a compose is longer; a script or a text need not be looked up. */
const MAX_PATH = 300

/**
 * The files of a project that its own descriptor and compose name: schemas of the tool, prompts, data. A dependency is
 * locked with its whole folder; a project is worked on, and writes files of its own, so only what it is told to read is.
 *
 * @param folder Absolute.
 * @returns digests by path, sorted; empty when none is named.
 */
export async function namedFiles(
  files: FilesPort,
  folder: string,
  { table, compose }: { readonly table: Dict; readonly compose: string | undefined },
): Promise<LockedFiles> {
  const written = new Set(descriptorPaths(table))
  const { composition } = compose === undefined ? {} : parseCompose(compose, { file: 'compose.yaml' })
  for (const step of composition?.steps ?? []) collectSteps(step, written)
  const paths = new Set<string>()
  for (const text of written) {
    const path = joinPath(folder, text)
    const isOther = isInside(path, folder) && !/(?:^|\/)\./.test(path.slice(folder.length + 1))
    if (isOther && (await files.info(path))?.kind === 'file') paths.add(path.slice(folder.length + 1))
  }
  const digests: Array<readonly [string, string]> = []
  for (const path of [...paths].sort()) digests.push([path, await fileIntegrity(files, `${folder}/${path}`)])
  return Object.fromEntries(digests.filter(([path]) => path !== 'lcp.toml' && path !== 'lcp.lock'))
}

function descriptorPaths(table: Dict): string[] {
  const named = [
    ['tool', 'inputSchema'],
    ['tool', 'outputSchema'],
    ['ui', 'propsSchema'],
  ].map(([section = '', key = '']) => {
    const values = own(table, section)
    return isDict(values) ? own(values, key) : undefined
  })
  return named.filter((path): path is string => typeof path === 'string')
}

function collectSteps({ call, in: input, slots }: Step, found: Set<string>): void {
  if (!WRITES.test(call)) collectTexts(input, found)
  for (const steps of Object.values(slots)) for (const step of steps) collectSteps(step, found)
}

function collectTexts(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (value !== '' && value.length <= MAX_PATH && !/^\$|[\n\0]|^[a-z][a-z\d+.-]+:/i.test(value)) found.add(value)
  } else if (Array.isArray(value)) for (const item of value) collectTexts(item, found)
  else if (isDict(value)) for (const item of Object.values(value)) collectTexts(item, found)
}
