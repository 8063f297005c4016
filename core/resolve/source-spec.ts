import { isAbsolutePath, joinPath } from '../paths/join-path.ts'
import { type Dict, describeValue, isDict, own } from '../values.ts'

/** Where a component comes from, as `resolve.config.json` writes it. */
export type SourceSpec = PathSpec | GitSpec | HttpSpec | RegistrySpec

export interface PathSpec {
  readonly type: 'path'
  /** Relative to the project; `~` is the home folder. */
  readonly path: string
}

export interface GitSpec {
  readonly type: 'git'
  readonly url: string
  readonly ref?: string
  readonly depth?: number
  readonly subdir?: string
  readonly auth?: { readonly token?: string; readonly username?: string; readonly password?: string }
  /** Fetch anew although it is in the cache. */
  readonly force?: boolean
}

export interface HttpSpec {
  readonly type: 'http'
  readonly url: string
  /** Of the descriptor in the folder of what was downloaded; the download itself when absent. */
  readonly descriptorPath?: string
  readonly filename: string
  readonly integrity?: string
  readonly force?: boolean
  /** What else the request needs: method, headers, query, timeoutMs, followRedirects, body, bodyEncoding. */
  readonly request: Dict
}

export interface RegistrySpec {
  readonly type: 'registry'
  readonly registryId?: string
  /** A version or a range. */
  readonly version?: string
}

const REQUEST_KEYS = ['method', 'headers', 'query', 'timeoutMs', 'followRedirects', 'body', 'bodyEncoding']

/**
 * Reads one source of a configuration.
 *
 * @returns the source, or a text that says what is wrong with it.
 * Spec: contracts.md 5.2.
 */
export function readSourceSpec(value: unknown): SourceSpec | string {
  if (!isDict(value)) return 'a source must be an object'
  const type = own(value, 'type')
  switch (type) {
    case 'path': {
      const path = textOf(value, 'path')
      return path === undefined ? 'a source of type "path" needs "path"' : { type, path }
    }
    case 'git':
      return gitSpec(value)
    case 'http':
    case 'https':
      return httpSpec(value)
    case 'registry':
    case undefined: {
      const registryId = textOf(value, 'registryId')
      const version = textOf(value, 'version')
      return {
        type: 'registry',
        ...(registryId === undefined ? {} : { registryId }),
        ...(version === undefined ? {} : { version }),
      }
    }
    default:
      return `the source type ${describeValue(type)} is not one of path, git, http, registry`
  }
}

/** Absolute form of a path in a configuration. */
export function sourcePath(path: string, base: string, homeDir: string | null): string {
  const expanded = homeDir !== null && (path === '~' || path.startsWith('~/')) ? `${homeDir}${path.slice(1)}` : path
  return isAbsolutePath(expanded) ? joinPath('/', expanded) : joinPath(base, expanded)
}

function gitSpec(value: Dict): GitSpec | string {
  const url = textOf(value, 'url')
  if (url === undefined) return 'a source of type "git" needs "url"'
  const ref = textOf(value, 'ref')
  const subdir = textOf(value, 'subdir')
  const depth = own(value, 'depth')
  const auth = own(value, 'auth')
  return {
    type: 'git',
    url,
    ...(ref === undefined ? {} : { ref }),
    ...(subdir === undefined ? {} : { subdir }),
    ...(typeof depth === 'number' && Number.isInteger(depth) && depth > 0 ? { depth } : {}),
    ...(isDict(auth) ? { auth: gitAuth(auth) } : {}),
    ...(own(value, 'force') === true ? { force: true } : {}),
  }
}

function gitAuth(auth: Dict): NonNullable<GitSpec['auth']> {
  const token = textOf(auth, 'token')
  const username = textOf(auth, 'username')
  const password = textOf(auth, 'password')
  return {
    ...(token === undefined ? {} : { token }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
}

function httpSpec(value: Dict): HttpSpec | string {
  const url = textOf(value, 'url')
  if (url === undefined) return 'a source of type "http" needs "url"'
  const descriptorPath = textOf(value, 'descriptorPath')
  const integrity = textOf(value, 'integrity') ?? textOf(value, 'sha256')
  const request: Dict = {}
  for (const key of REQUEST_KEYS) if (own(value, key) !== undefined) request[key] = value[key]
  return {
    type: 'http',
    url,
    filename: textOf(value, 'filename') ?? defaultFilename(url),
    ...(descriptorPath === undefined ? {} : { descriptorPath }),
    ...(integrity === undefined ? {} : { integrity }),
    ...(own(value, 'force') === true ? { force: true } : {}),
    request,
  }
}

/** Name in the cache of what a URL gives, when a source says none. */
export function defaultFilename(url: string): string {
  return isArchive(url) ? 'package.lcpkg' : 'artifact.toml'
}

/** Whether a URL or file name is that of a packed component. */
export function isArchive(name: string): boolean {
  return /\.lcpkg(?:[?#]|$)/i.test(name)
}

function textOf(value: Dict, key: string): string | undefined {
  const text = own(value, key)
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}
