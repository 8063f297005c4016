import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import type { CliProject } from './cli-project.ts'
import { onProject } from './on-project.ts'
import { ensureFresh, fetchLocked, isFresh, lockPath, readProjectLock, saveLock } from './project-lock.ts'

/** `lcod resolve [DIR|ID…]` */
export const resolveCommand: CommandRunner = (parsed) =>
  onProject(parsed, parsed.positionals, async ({ project }) => {
    if (parsed.has('frozen')) return checkFrozen(project, parsed)
    const resolution = await project.resolve()
    const count = resolution.components.length
    if (isRequest(parsed)) {
      const ids = resolution.components.map(({ id }) => id)
      await writeResult(parsed.has('json') ? json({ components: ids }) : ids.map((id) => `${id}\n`).join(''))
      return EXIT.success
    }
    const path = outputPath(parsed, project)
    const changed = await saveLock(project, resolution, path)
    if (parsed.has('json')) {
      await writeResult(json({ lockPath: path, changed, components: resolution.components.map(({ id }) => id) }))
    } else {
      await writeResult(`${shownPath(path)} ${changed ? 'written' : 'is up to date'}: ${counted(count)}\n`)
    }
    return EXIT.success
  })

/** `lcod install [DIR|ID…]`: as the lock says, or as resolving says where there is none yet. */
export const installCommand: CommandRunner = (parsed) =>
  onProject(parsed, parsed.positionals, async ({ project }) => {
    if (isRequest(parsed)) {
      const { components } = await project.resolve()
      await writeResult(`${counted(components.length)} in ${shownPath(project.fetcher.options.cacheRoot)}\n`)
      return EXIT.success
    }
    const path = outputPath(parsed, project)
    const present = await readProjectLock(path)
    if (parsed.has('frozen')) ensureFresh(present, project.root.descriptor, path)
    let lock = present !== undefined && isFresh(present, project.root.descriptor) ? present : undefined
    if (lock === undefined) {
      await saveLock(project, await project.resolve(), path)
      lock = await readProjectLock(path)
    }
    const count = lock === undefined ? 0 : await fetchLocked(project, lock)
    await writeResult(`${counted(count)} installed as ${shownPath(path)} says\n`)
    return EXIT.success
  })

/** Resolves and compares: nothing is written. */
async function checkFrozen(project: CliProject, parsed: ParsedArguments): Promise<0> {
  const path = outputPath(parsed, project)
  const lock = ensureFresh(await readProjectLock(path), project.root.descriptor, path)
  await fetchLocked(project, lock)
  await writeResult(`${shownPath(path)} is up to date: ${counted(lock.components.length - 1)}\n`)
  return EXIT.success
}

function isRequest(parsed: ParsedArguments): boolean {
  return parsed.positionals.some((word) => word.startsWith('lcod://'))
}

function outputPath(parsed: ParsedArguments, project: CliProject): string {
  const named = parsed.text('output')
  return named === undefined ? lockPath(project.folder) : portablePath(named)
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'component' : 'components'}`
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
