import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { COMPOSE_NAMES } from '../../../core/manifest/compose-names.ts'
import { fileReason } from './file-reason.ts'
import { portablePath } from './permission-flags.ts'
import { UsageError } from './usage-error.ts'

/** A compose document that the command line named. */
export interface ComposeText {
  readonly text: string
  /** For messages: the path as given, the URL, or `<stdin>`. Its extension tells the format. */
  readonly name: string
  /** Absolute folder of the file, with `/` separators; absent for URLs and standard input. */
  readonly folder?: string
}

export type Target =
  | { readonly kind: 'compose'; readonly document: ComposeText }
  | { readonly kind: 'id'; readonly id: string }

const MAX_DOWNLOAD_BYTES = 16 * 1024 * 1024

/**
 * Gets what a command is to work on: a `.yaml` or `.json` file, a folder that holds a compose, an https URL, a component
 * id, or `-` for standard input.
 *
 * @throws {UsageError} when it is none of these, cannot be read, or is a plain http URL of another machine.
 */
export async function readTarget(target: string, signal?: AbortSignal): Promise<Target> {
  if (target.startsWith('lcod://')) return { kind: 'id', id: target }
  if (target === '-') return { kind: 'compose', document: { text: await readStdin(signal), name: '<stdin>' } }
  if (/^https?:\/\//i.test(target)) return { kind: 'compose', document: await download(target, signal) }
  return { kind: 'compose', document: await readComposeAt(target) }
}

/**
 * Everything that standard input gives, as UTF-8. On a terminal people are told that it is waited for.
 *
 * @throws {Error} `AbortError` when `signal` fires first.
 */
export async function readStdin(signal?: AbortSignal): Promise<string> {
  const { stdin } = process
  if (stdin.isTTY) process.stderr.write('Reading standard input; Ctrl+D ends it\n')
  if (signal !== undefined) addAbortSignal(signal, stdin)
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** Reads a file that the command line names; failures are told in its words. */
export async function readNamedFile(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`Cannot read ${what} "${path}": ${fileReason(error)}`)
  }
}

async function readComposeAt(path: string): Promise<ComposeText> {
  const info = await stat(path).catch((error: unknown) => {
    const hint = /^[\w-]+\/[\w./-]+@\d/.test(path)
      ? `Component ids start with lcod://, as in lcod://${path}`
      : undefined
    throw new UsageError(`Cannot read "${path}": ${fileReason(error)}`, hint)
  })
  if (!info.isDirectory()) {
    const text = await readNamedFile(path, 'the compose')
    return { text, name: path, folder: portablePath(dirname(resolve(path))) }
  }
  for (const name of COMPOSE_NAMES) {
    const file = join(path, name)
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
    if (isFile) return { text: await readNamedFile(file, 'the compose'), name: file, folder: portablePath(path) }
  }
  throw new UsageError(`The folder "${path}" holds no compose`, `Expected one of ${COMPOSE_NAMES.join(', ')} in it`)
}

async function download(target: string, signal: AbortSignal | undefined): Promise<ComposeText> {
  if (!URL.canParse(target)) throw new UsageError(`"${target}" is not a URL`)
  const url = new URL(target)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !isLocal) {
    throw new UsageError(`"${target}" would be fetched without encryption`, 'Use its https:// address')
  }
  let response: Response
  let bytes: ArrayBuffer
  try {
    response = await fetch(url, { signal: signal ?? null })
    bytes = response.ok ? await response.arrayBuffer() : new ArrayBuffer(0)
  } catch (error) {
    if (signal?.aborted) throw error
    throw new UsageError(`Cannot fetch "${target}": ${fetchReason(error)}`)
  }
  if (!response.ok) throw new UsageError(`Cannot fetch "${target}": the server answered ${response.status}`)
  if (bytes.byteLength > MAX_DOWNLOAD_BYTES) throw new UsageError(`"${target}" is larger than 16 MiB`)
  const hasExtension = /\.(ya?ml|json)$/i.test(url.pathname)
  // Without an extension in the path the text is read as YAML, of which JSON is a part.
  const name = hasExtension ? `${url.origin}${url.pathname}` : `${url.host}/${basename(url.pathname)}.yaml`
  return { text: new TextDecoder().decode(bytes), name }
}

function fetchReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
