import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openCacheFolder } from '../../../../core/resolve/cache-folder.ts'
import { createNodeEnv, createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { UsageError } from '../usage-error.ts'

/** Folders that the resolver itself makes in a cache: nothing else is listed or removed. */
const OWN_FOLDERS = ['git', 'http'] as const

/** `lcod cache ls|clear` */
export const cacheCommand: CommandRunner = async (parsed) => {
  const [action, ...rest] = parsed.positionals
  if (rest.length > 0 || (action !== 'ls' && action !== 'clear')) {
    throw new UsageError('"cache" does "ls" or "clear"', 'Write lcod cache ls')
  }
  const named = parsed.text('cache-dir')
  const project = portablePath(parsed.text('project') ?? '.')
  const root =
    named === undefined ? await openCacheFolder(createNodeFiles(), createNodeEnv(), project) : portablePath(named)
  if (action === 'clear') {
    await Promise.all(OWN_FOLDERS.map((name) => rm(join(root, name), { recursive: true, force: true })))
    await writeResult(`${root} is empty\n`)
    return EXIT.success
  }
  const entries = await list(root)
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const lines = entries.map(({ name, bytes }) => `${String(bytes).padStart(12)}  ${name}\n`)
  await writeResult(`${root}\n${lines.join('')}${String(total).padStart(12)}  in ${entries.length} entries\n`)
  return EXIT.success
}

async function list(root: string): Promise<Array<{ readonly name: string; readonly bytes: number }>> {
  const entries: Array<{ name: string; bytes: number }> = []
  for (const folder of OWN_FOLDERS) {
    const names = await readdir(join(root, folder)).catch(() => [])
    for (const name of names.sort()) {
      entries.push({ name: `${folder}/${name}`, bytes: await size(join(root, folder, name)) })
    }
  }
  return entries
}

async function size(path: string): Promise<number> {
  const info = await stat(path)
  if (!info.isDirectory()) return info.size
  const sizes = await Promise.all((await readdir(path)).map((name) => size(join(path, name))))
  return sizes.reduce((sum, one) => sum + one, 0)
}
