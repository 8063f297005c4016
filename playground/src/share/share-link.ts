import { isDict, own } from '../../../core/values.ts'
import { isFolderPath, safePath } from '../workspace/paths.ts'

/** A project as a link carries it: text files by path relative to the project, and the trace as JSON lines. */
export interface SharedProject {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly trace?: string
}

/** Longest link that is offered, in characters: some mail and chat programs cut longer ones. */
export const LONGEST_LINK = 8_000
/** Largest project that a link may unpack to, in bytes. */
const LARGEST_PROJECT = 8 * 1024 * 1024
const PREFIX = '#v1='

/** The part of a link after the address. It never leaves the browsers of sender and receiver. */
export async function encodeShare(project: SharedProject): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(project))
  return PREFIX + toBase64Url(await pipe(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY))
}

/**
 * Reads the part of a link after the address.
 *
 * @returns `null` for an address that shares nothing.
 * @throws {Error} when it was cut off or does not hold a project.
 */
export async function decodeShare(hash: string): Promise<SharedProject | null> {
  if (!hash.startsWith(PREFIX)) return null
  let value: unknown
  try {
    const packed = fromBase64Url(hash.slice(PREFIX.length))
    const bytes = await pipe(packed, new DecompressionStream('deflate-raw'), LARGEST_PROJECT)
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new Error('The link is damaged: it was probably cut off on its way', { cause: error })
  }
  return readProject(value)
}

/**
 * A project out of a value from outside: text files and empty folders whose paths stay inside it.
 *
 * @throws {Error} when it is none.
 */
export function readProject(value: unknown): SharedProject {
  const found = isDict(value) ? own(value, 'files') : undefined
  if (!isDict(value) || !isDict(found)) throw new Error('There is no project in it')
  const files: Record<string, string> = Object.create(null)
  for (const [path, content] of Object.entries(found)) {
    const inside = safePath(path)
    if (inside === null || typeof content !== 'string') continue
    files[inside.slice(1) + (isFolderPath(path) ? '/' : '')] = content
  }
  const name = own(value, 'name')
  const trace = own(value, 'trace')
  return {
    name: typeof name === 'string' ? name.slice(0, 100) : 'shared',
    files,
    ...(typeof trace === 'string' ? { trace } : {}),
  }
}

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > most) {
      await reader.cancel()
      throw new RangeError('The project is too large for a link')
    }
    parts.push(part.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
