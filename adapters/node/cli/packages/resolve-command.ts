import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import type { CliProject } from './cli-project.ts'
import { onProject } from './on-project.ts'
import { ensureFresh, ensureRoot, fetchLocked, lockPath, readProjectLock, saveLock } from './project-lock.ts'

/** `lcod resolve [DIR|ID|URL…]` */
export const resolveCommand: CommandRunner = (parsed) =>
  onProject(parsed, parsed.positionals, async ({ project }) => {
    if (project.request !== undefined) {
      refuseProjectFlags(parsed)
      const ids = (await project.resolve()).components.map(({ id }) => id)
      await writeResult(parsed.has('json') ? json({ components: ids }) : ids.map((id) => `${id}\n`).join(''))
      return EXIT.success
    }
    if (parsed.has('frozen')) return checkFrozen(project, parsed)
    const resolution = await project.resolve()
    const path = outputPath(parsed, project)
    const changed = await saveLock(project, resolution, path)
    if (parsed.has('json')) {
      await writeResult(json({ lockPath: path, changed, components: resolution.components.map(({ id }) => id) }))
    } else {
      const count = counted(resolution.components.length)
      await writeResult(`${shownPath(path)} ${changed ? 'written' : 'is up to date'}: ${count}\n`)
    }
    return EXIT.success
  })

/** Compares, and fetches what is locked: nothing is written. */
async function checkFrozen(project: CliProject, parsed: ParsedArguments): Promise<0> {
  const path = outputPath(parsed, project)
  const lock = ensureFresh(await readProjectLock(path), project.root.descriptor, path)
  await ensureRoot(project, lock, path)
  await fetchLocked(project, lock)
  await writeResult(`${shownPath(path)} is up to date: ${counted(lock.components.length - 1)}\n`)
  return EXIT.success
}

/** @throws {UsageError} for flags about the lock of a project when components are asked for. */
export function refuseProjectFlags(parsed: ParsedArguments): void {
  const flag = ['frozen', 'output'].find((name) => parsed.has(name))
  if (flag === undefined) return
  throw new UsageError(
    `"--${flag}" is about the lock of a project`,
    'Name a folder, or nothing, in place of ids and URLs',
  )
}

/** Where the lock of a project is written. */
export function outputPath(parsed: ParsedArguments, project: CliProject): string {
  const named = parsed.text('output')
  return named === undefined ? lockPath(project.folder) : portablePath(named)
}

/** For people: `1 component`, `2 components`. */
export function counted(count: number): string {
  return `${count} ${count === 1 ? 'component' : 'components'}`
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
