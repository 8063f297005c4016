import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ParsedArguments } from '../flags.ts'
import { UsageError } from '../usage-error.ts'

/** A file that is started in place of the application, and starts it. */
export interface Launcher {
  /** In the folder of the application. */
  readonly name: string
  readonly content: string
}

/**
 * The file that `--entry` names.
 *
 * @returns `undefined` without the flag.
 * @throws {UsageError} when it is no JavaScript file that can be read.
 */
export async function readLauncher(parsed: ParsedArguments): Promise<Launcher | undefined> {
  const path = parsed.text('entry')
  if (path === undefined) return undefined
  const name = basename(path)
  if (!/^[^.].*\.[cm]?js$/.test(name)) {
    throw new UsageError(`"--entry" names a JavaScript file, found "${path}"`, 'Its name ends in .js, .cjs or .mjs')
  }
  try {
    return { name, content: await readFile(path, 'utf8') }
  } catch {
    throw new UsageError(`"--entry" names "${path}", which cannot be read`, 'Name a file relative to this folder')
  }
}

/**
 * Puts a launcher beside the files of an application.
 *
 * @throws {UsageError} when one of them has its name.
 */
export function addLauncher(files: Map<string, Uint8Array | string>, { name, content }: Launcher): void {
  if ([...files.keys()].some((path) => path.toLowerCase() === name.toLowerCase())) {
    throw new UsageError(`"--entry" names "${name}", and the application has a file of that name`, 'Rename the file')
  }
  files.set(name, content)
}
