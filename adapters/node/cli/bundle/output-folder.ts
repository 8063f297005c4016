import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Writes a folder that a command makes. One that is there already is made anew when everything in it could have been made
 * by the same command; hidden files, which hold what runs and tools keep, stay.
 *
 * @param files Path → content, relative to the folder.
 * @param names What such a folder may hold at its top, besides what is written now.
 * @throws {UsageError} when the folder holds anything else, or is a file: nothing is written then.
 */
export async function writeOutputFolder(
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  names: readonly string[] = [],
): Promise<void> {
  const present = await topNames(folder)
  const own = new Set([...names, ...[...files.keys()].map((path) => path.split('/', 1)[0] ?? path)])
  const foreign = present.find((name) => !own.has(name))
  if (foreign !== undefined) {
    throw new UsageError(
      `"${shownPath(folder)}" holds "${foreign}", which this command does not make`,
      'Name another --output, or remove it',
    )
  }
  for (const name of present) await rm(join(folder, name), { recursive: true })
  for (const [path, content] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

async function topNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new UsageError(`Cannot write to "${shownPath(folder)}": it is no folder`)
  }
}
