import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolders } from '../../../../core/resolve/cache-folder.ts'
import { PENDING } from '../../../../core/resolve/work-folders.ts'
import { isDict } from '../../../../core/values.ts'
import { createNodeEnv, createNodeFiles } from '../../index.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { exists } from '../project.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { hasDescriptor } from './cli-project.ts'
import { homeCache } from './lcod-home.ts'

/** Folders of a cache with what is whole, and the file in each entry that tells where it came from. */
const ORIGINS = { git: '.git/lcod-clone.json', http: '.source.json' } as const
/** Folders that the resolver itself makes in a cache: nothing else is removed. */
const OWN_FOLDERS = [...Object.keys(ORIGINS), PENDING]

/** `lcod cache ls|clear` */
export const cacheCommand: CommandRunner = async (parsed) => {
  const [action, ...rest] = parsed.positionals
  if (rest.length > 0 || (action !== 'ls' && action !== 'clear')) {
    throw new UsageError('"cache" does "ls" or "clear"', 'Write lcod cache ls')
  }
  const root = await findCache(parsed)
  if (action === 'clear') {
    await Promise.all(OWN_FOLDERS.map((name) => rm(join(root, name), { recursive: true, force: true })))
    await writeResult(`${shownPath(root)} is empty\n`)
    return EXIT.success
  }
  const entries = await list(root)
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const lines = entries.map(({ name, bytes }) => `${String(bytes).padStart(12)}  ${name}\n`)
  const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
  await writeResult(`${shownPath(root)}\n${lines.join('')}${String(total).padStart(12)}  bytes in ${count}\n`)
  return EXIT.success
}

/** The cache that the resolver would use here; looking makes none. */
async function findCache(parsed: ParsedArguments): Promise<string> {
  const named = parsed.text('cache-dir')
  if (named !== undefined) return portablePath(named)
  const project = portablePath(parsed.text('project') ?? '.')
  if (!(await hasDescriptor(project))) return homeCache()
  const folders = cacheFolders(createNodeFiles(), createNodeEnv(), project)
  for (const folder of folders) if (await exists(folder)) return folder
  return folders[0] ?? homeCache()
}

async function list(root: string): Promise<Array<{ readonly name: string; readonly bytes: number }>> {
  const entries: Array<{ name: string; bytes: number }> = []
  for (const [kind, origin] of Object.entries(ORIGINS)) {
    const found = await readdir(join(root, kind), { withFileTypes: true }).catch(() => [])
    // Files beside the entries only help to find them.
    for (const { name } of found.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
      const folder = join(root, kind, name)
      entries.push({
        name: `${kind}/${name.slice(0, 12)}  ${await describe(join(folder, origin))}`,
        bytes: await size(folder),
      })
    }
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1))
}

async function describe(file: string): Promise<string> {
  const origin: unknown = await readFile(file, 'utf8').then(JSON.parse, () => null)
  if (!isDict(origin)) return ''
  const { url, ref, commit } = origin
  return [url, String(ref ?? '').replace(/^refs\/\w+\//, ''), String(commit ?? '').slice(0, 12)]
    .filter(Boolean)
    .join(' ')
}

async function size(path: string): Promise<number> {
  const info = await stat(path)
  if (!info.isDirectory()) return info.size
  const sizes = await Promise.all((await readdir(path)).map((name) => size(join(path, name))))
  return sizes.reduce((sum, one) => sum + one, 0)
}
