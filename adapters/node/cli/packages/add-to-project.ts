import { requirePort } from '../../../../core/host/require-port.ts'
import { addRequirement } from '../../../../core/resolve/add-requirement.ts'
import { compareLocked } from '../../../../core/resolve/compare-locked.ts'
import { parseComponentId } from '../../../../core/resolve/component-id.ts'
import { readLock, writeLock } from '../../../../core/resolve/lock-file.ts'
import { addSources } from '../../../../core/resolve/resolve-config.ts'
import type { Resolution } from '../../../../core/resolve/resolve-project.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { type ErrorScreen, writeResult } from '../output.ts'
import { shownPath } from '../source-texts.ts'
import { configPath, openCliFolder, openRequest } from './cli-project.ts'
import type { Wanted } from './package-target.ts'
import { lockPath } from './project-lock.ts'
import { readIfPresent, replaceTexts, type TextChange } from './replace-texts.ts'
import { counted } from './resolve-command.ts'

/** What adding components goes by. */
export interface AddOptions {
  readonly parsed: ParsedArguments
  readonly screen: ErrorScreen
  readonly signal: AbortSignal
}

/**
 * Adds components to a project: to `[deps]` of its `lcp.toml`, those named by a place also to the sources of its
 * `resolve.config.json`, and all to its lock. Nothing is written before everything has been resolved.
 */
export async function addToProject(
  wanted: readonly Wanted[],
  { parsed, screen, signal }: AddOptions,
): Promise<ExitCode> {
  const asked = await openRequest(parsed, screen, { wanted, signal })
  const found = await asked.resolve()
  const { folder, host, request = { ids: [], sources: new Map() } } = asked
  const files = requirePort(host, 'files', 'lcod install')
  const config = configPath(parsed) ?? `${folder}/resolve.config.json`
  const manifestPath = `${folder}/lcp.toml`
  const changes = new Map<string, TextChange>()
  const manifest = (await readIfPresent(files, manifestPath)) ?? ''
  const requirements = request.ids.map((id) => requirementFor(id, found))
  const told: string[] = []
  let changed = manifest
  for (const one of requirements) {
    const before = changed
    changed = addRequirement(before, one, shownPath(manifestPath))
    told.push(`${one} ${changed === before ? 'was in' : 'added to'} ${shownPath(manifestPath)}\n`)
  }
  if (request.sources.size > 0) {
    const written = await readIfPresent(files, config)
    const after = addSources(written ?? '{}\n', request.sources, shownPath(config))
    changes.set(config, { before: written, after })
  }
  changes.set(manifestPath, { before: manifest, after: changed })
  const lock = lockPath(folder)
  const before = await readIfPresent(files, lock)
  const project = await openCliFolder(parsed, screen, {
    folder,
    descriptor: changed,
    sources: request.sources,
    signal,
  })
  const resolution = await project.resolve()
  const after = writeLock(resolution, project.config.bindings)
  changes.set(lock, { before, after })
  if (before !== undefined) await compareLocked(readLock(before, lock), resolution.components, project)
  await replaceTexts(files, changes)
  const count = counted(resolution.components.length)
  await writeResult(`${told.join('')}${shownPath(lock)} ${before === after ? 'is up to date' : 'written'}: ${count}\n`)
  return EXIT.success
}

/** An id without a version asks for the major that was found; below 1.0.0 for the very version, as each may break. */
function requirementFor(id: string, { root, components }: Resolution): string {
  if (parseComponentId(id).version !== '') return id
  const answer = root.dependencies.find(({ requested }) => requested === id)?.id
  const version = parseComponentId(components.find((one) => one.id === answer)?.id ?? '').version
  const major = /^[1-9]\d*(?=\.)/.exec(version)?.[0]
  return `${id}@${major ?? version}`
}
