import type { Composition } from '../../../core/compose/composition.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { Dict } from '../../../core/values.ts'
import { createCliHost } from './cli-host.ts'
import type { ExitCode } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import { createRunLoader } from './packages/run-loader.ts'
import { openRunLock } from './packages/run-lock.ts'
import { componentFolders, lazyFolderLoader, readProjectManifest } from './project.ts'
import { readDocument } from './read-document.ts'
import { readTarget, type Target } from './read-target.ts'
import { type Job, type JobTools, runJob } from './run-job.ts'

/** What a command wants to be run. */
export interface RunRequest {
  /** As written: a path, a URL, an id, or `-`. */
  readonly target: string
  readonly parsed: ParsedArguments
  /** The input; called once the target has been read, which may have taken standard input. */
  input(signal: AbortSignal): Promise<Dict>
  /** State that comes from elsewhere than the input, and goes over it. */
  readonly state?: Dict
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
  /** Components that need not be found. */
  readonly components?: readonly Component[]
}

/** Runs what the command line names: from reading it to its result on standard output and the exit code. */
export function runTarget({ target: name, ...request }: RunRequest): Promise<ExitCode> {
  return runJob({
    ...request,
    name,
    async open(tools) {
      if (/^(?!.*:\/\/).*\.lcod\/?$/.test(name) || tools.parsed.has('bundle')) {
        const { openBundleFolder } = await import('./bundle/bundle-job.ts')
        const job = await openBundleFolder(name, tools)
        return async () => job
      }
      const target = await readTarget(name, tools.signal)
      return () => prepare(target, tools)
    },
  })
}

async function prepare(target: Target, tools: JobTools): Promise<Job | undefined> {
  if (target.kind === 'id') {
    return { composition: callOnly(target.id), isCall: true, kernel: () => kernelParts(target, tools) }
  }
  const { parsed, screen, sources } = tools
  const { document } = target
  sources.add(document.name, document.text)
  const composition = readDocument(document, screen, parsed.has('json-errors'))
  if (composition === undefined) return undefined
  const { folder } = document
  const manifest = await readProjectManifest(folder)
  return { composition, folder, manifest, kernel: () => kernelParts(target, tools, manifest) }
}

/** A component is run as the one step of a compose, with the input as its input. */
function callOnly(id: string): Composition {
  const everything = { __lcod_spreads__: [{ source: '__lcod_state__' }] }
  return { steps: [{ call: id, in: everything, out: { result: '$' }, slots: {} }] }
}

async function kernelParts(
  target: Target,
  { parsed, screen, signal }: JobTools,
  manifest?: Job['manifest'],
): ReturnType<Job['kernel']> {
  const document = target.kind === 'compose' ? target.document : undefined
  const named = parsed.all('components').filter((value) => value !== true)
  const host = createCliHost(screen, parsed)
  const lock = await openRunLock(document, { host, parsed, screen })
  const folders = componentFolders(named, document?.folder, manifest)
  const id = target.kind === 'id' ? target.id : undefined
  return {
    host,
    ...(lock === undefined ? {} : { bindings: lock.bindings }),
    ...(host.files === undefined
      ? {}
      : {
          loader: createRunLoader({
            host,
            parsed,
            screen,
            lock,
            id,
            signal,
            folders: lazyFolderLoader(host.files, folders, screen),
          }),
        }),
  }
}
