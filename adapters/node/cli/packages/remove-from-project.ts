import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import type { FilesPort } from '../../../../core/host/files.ts'
import { stepsOf } from '../../../../core/lint/lint-rule.ts'
import { COMPOSE_NAMES } from '../../../../core/manifest/compose-names.ts'
import { parseComponentId } from '../../../../core/resolve/component-id.ts'
import { readLock, writeLock } from '../../../../core/resolve/lock-file.ts'
import { pruneLock } from '../../../../core/resolve/prune-lock.ts'
import { removeRequirements } from '../../../../core/resolve/remove-requirement.ts'
import { requirementsNamed } from '../../../../core/resolve/requirements-named.ts'
import { readRequiresText } from '../../../../core/resolve/requires-text.ts'
import { removeSources } from '../../../../core/resolve/resolve-config.ts'
import { rootDigests } from '../../../../core/resolve/root-digests.ts'
import { createNodeFiles } from '../../index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import type { AddOptions } from './add-to-project.ts'
import { configPath, openCliFolder } from './cli-project.ts'
import { notRequired } from './not-required.ts'
import { lockPath } from './project-lock.ts'
import { readIfPresent, replaceTexts, type TextChange } from './replace-texts.ts'
import { counted } from './resolve-command.ts'

/**
 * Takes components out of a project: out of `[deps]` of its `lcp.toml`, out of its lock with all that nothing else needs,
 * and out of the sources of its `resolve.config.json` when nothing that is left comes from there. What stays, stays at
 * the version that it is locked to.
 */
export async function removeFromProject(ids: readonly string[], options: AddOptions): Promise<ExitCode> {
  const { parsed, screen } = options
  const files = createNodeFiles()
  const folder = portablePath(parsed.text('project') ?? '.')
  const manifestPath = `${folder}/lcp.toml`
  const manifest = (await readIfPresent(files, manifestPath)) ?? ''
  const { requires } = readRequiresText(manifest, shownPath(manifestPath))
  const removed = new Set(ids.flatMap((id) => namedOf(requires, id, shownPath(manifestPath))))
  const after = removeRequirements(manifest, removed, shownPath(manifestPath))
  const changes = new Map<string, TextChange>([[manifestPath, { before: manifest, after }]])
  const told = [...removed].map((one) => `${one} removed from ${shownPath(manifestPath)}\n`)

  const lock = lockPath(folder)
  const before = await readIfPresent(files, lock)
  if (before !== undefined) {
    const composePath = await composeOf(files, folder)
    const digests = await rootDigests(files, {
      folder,
      table: readRequiresText(after, shownPath(manifestPath)).table,
      ...(composePath === undefined ? {} : { composePath }),
    })
    const pruning = { before: encode(manifest), after: encode(after), digests, removed }
    const text = pruneLock(before, pruning, lock) ?? (await resolvedLock(folder, after, options))
    changes.set(lock, { before, after: text })
    const left = readLock(text, lock).components.slice(1)
    const paths = new Set(ids.map((id) => parseComponentId(id).path))
    for (const { id } of left) paths.delete(parseComponentId(id).path)
    const config = configPath(parsed) ?? `${folder}/resolve.config.json`
    const written = await readIfPresent(files, config)
    const edited = written === undefined ? undefined : removeSources(written, paths, shownPath(config))
    if (edited !== undefined) changes.set(config, { before: written, after: edited.text })
    told.push(...(edited?.removed ?? []).map((id) => `${id} removed from ${shownPath(config)}\n`))
    told.push(`${shownPath(lock)} written: ${counted(left.length)}\n`)
  }
  await replaceTexts(files, changes)
  for (const call of await callsOf(files, folder, removed)) screen.write(`warning: ${call}\n`)
  await writeResult(told.join(''))
  return EXIT.success
}

function namedOf(requires: readonly string[], id: string, file: string): string[] {
  const found = requirementsNamed(requires, id)
  if (found.length === 0) throw notRequired(id, `what ${file} requires`, requires)
  return found
}

/** For a lock that does not fit the project as it was: there is nothing that could be kept of it. */
async function resolvedLock(
  folder: string,
  descriptor: string,
  { parsed, screen, signal }: AddOptions,
): Promise<string> {
  const project = await openCliFolder(parsed, screen, { folder, descriptor, signal })
  return writeLock(await project.resolve(), project.config.bindings)
}

/** Steps of the project that still call what it does not require any more. */
async function callsOf(files: FilesPort, folder: string, removed: ReadonlySet<string>): Promise<string[]> {
  const file = await composeOf(files, folder)
  const text = file === undefined ? undefined : await readIfPresent(files, file)
  if (file === undefined || text === undefined) return []
  const paths = new Set(Array.from(removed, (id) => parseComponentId(id).path))
  const { composition } = parseCompose(text, { file })
  const calls = composition === undefined ? [] : stepsOf(composition).map(({ step }) => step.call)
  const still = new Set(calls.filter((call) => paths.has(parseComponentId(call).path)))
  return Array.from(still, (call) => `${shownPath(file)} still calls ${call}`)
}

async function composeOf(files: FilesPort, folder: string): Promise<string | undefined> {
  for (const name of COMPOSE_NAMES)
    if ((await files.info(`${folder}/${name}`))?.kind === 'file') return `${folder}/${name}`
  return undefined
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
