import { stat } from 'node:fs/promises'
import type { Host } from '../../../../core/host/index.ts'
import { type OpenProjectOptions, openProject, type Project } from '../../../../core/resolve/open-project.ts'
import { RegistryScope } from '../../../../core/resolve/registry.ts'
import { standardComponents } from '../../../../core/standard-components.ts'
import { createCliHost } from '../cli-host.ts'
import type { ParsedArguments } from '../flags.ts'
import type { ErrorScreen } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import { UsageError } from '../usage-error.ts'

/** A project of the command line, and the host it is resolved on. */
export interface CliProject extends Project {
  readonly host: Host
}

/**
 * Opens the project that the words of a command name: a folder, or ids that are resolved with the sources of the
 * working directory.
 */
export async function openCliProject(
  parsed: ParsedArguments,
  screen: ErrorScreen,
  { words, signal }: { readonly words: readonly string[]; readonly signal?: AbortSignal },
): Promise<CliProject> {
  const named = parsed.text('project')
  const ids = words.filter((word) => word.startsWith('lcod://'))
  const folders = words.filter((word) => !word.startsWith('lcod://'))
  if (ids.length > 0 && folders.length > 0) throw new UsageError('Name either one folder or component ids, not both')
  if (folders.length > 1) throw new UsageError(`One folder is resolved at a time, found ${folders.join(', ')}`)
  const folder = portablePath(named ?? folders[0] ?? '.')
  await ensureFolder(folder, ids.length > 0)
  return openCliFolder(parsed, screen, {
    folder,
    ...(ids.length > 0 ? { request: ids } : {}),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Opens a folder with the flags that all commands about packages take. */
export async function openCliFolder(
  parsed: ParsedArguments,
  screen: ErrorScreen,
  options: Pick<OpenProjectOptions, 'folder' | 'request' | 'signal' | 'trustedUrls'>,
): Promise<CliProject> {
  const host = createCliHost(screen, parsed)
  const builtIn = new RegistryScope(null, { components: standardComponents })
  const project = await openProject({
    ...options,
    host,
    configPath: absoluteFlag(parsed, 'config'),
    sourcesPath: sourcesFlag(parsed),
    cacheRoot: absoluteFlag(parsed, 'cache-dir'),
    offline: parsed.has('offline'),
    isBuiltIn: (id) => builtIn.resolve(id) !== undefined,
    warn: (warning) => screen.write(`warning: ${warning}\n`),
  })
  return { ...project, host }
}

function sourcesFlag(parsed: ParsedArguments): string | undefined {
  const text = parsed.text('sources')
  return text === undefined || /^https?:/i.test(text) ? text : portablePath(text)
}

function absoluteFlag(parsed: ParsedArguments, name: string): string | undefined {
  const text = parsed.text(name)
  return text === undefined ? undefined : portablePath(text)
}

async function ensureFolder(folder: string, isRequest: boolean): Promise<void> {
  const hasDescriptor = await stat(`${folder}/lcp.toml`).then(
    (info) => info.isFile(),
    () => false,
  )
  if (hasDescriptor || isRequest) return
  throw new UsageError(`"${folder}" has no lcp.toml`, 'lcod init makes one')
}
