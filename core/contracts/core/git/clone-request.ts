import { urlWithoutSecrets } from '../../../errors/http-error.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { EnvPort } from '../../../host/env.ts'
import type { GitAuth } from '../../../host/git.ts'
import { isRemotePath, localRemotePath, localRemoteUrl } from '../../../host/local-remote.ts'
import { type Dict, isAbsent } from '../../../values.ts'
import { readSecret } from '../http/credentials.ts'

/** `user@host:path`, and the protocols that need a program of their own. */
const OTHER_REMOTE = /^(?:[^/@:]+@[^/:]+:|(?:ssh|git|git\+ssh|ftp|ftps|ext|fd):)/i

/** A remote, without its credentials, and those. */
export interface RemoteAddress {
  readonly url: string
  readonly auth?: GitAuth
}

/**
 * What `url` names: an http or https URL, whose credentials are taken out of it, or a local repository as a `file:` URL.
 *
 * @param resolvePath makes a path of the compose absolute.
 * @throws {KernelError} `git_invalid_url`.
 */
export function remoteAddress(text: string, resolvePath: (path: string) => string): RemoteAddress {
  if (OTHER_REMOTE.test(text)) throw invalidUrl(text, 'Only http, https and local repositories can be cloned')
  if (/^https?:/i.test(text)) {
    if (!URL.canParse(text)) throw invalidUrl(text, 'The URL is not valid')
    return withoutCredentials(new URL(text))
  }
  if (isRemotePath(text)) return { url: localRemoteUrl(resolvePath(text)) }
  const path = localRemotePath(text)
  if (path === undefined) throw invalidUrl(text, 'Only http, https and local repositories can be cloned')
  return { url: localRemoteUrl(resolvePath(path)) }
}

function withoutCredentials(url: URL): RemoteAddress {
  const { username, password } = url
  url.username = ''
  url.password = ''
  url.hash = ''
  const address = url.href.replace(/\/$/, '')
  if (username === '' && password === '') return { url: address }
  return { url: address, auth: { username: decode(username), password: decode(password) } }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The credentials of `auth`: `token`, or `username` and `password`, or `secret`, the name of a granted environment
 * variable that holds the token or, beside a `username`, the password.
 *
 * @throws {KernelError} `invalid_input`, `http_credentials_missing`.
 */
export function readAuth(auth: Dict | undefined, env: EnvPort): GitAuth | undefined {
  if (auth === undefined) return undefined
  const { token, username, password, secret, sshKeyRef } = auth
  if (!isAbsent(sshKeyRef)) throw invalidAuth('auth.sshKeyRef cannot be used: repositories are cloned over HTTP')
  for (const [name, value] of Object.entries({ token, username, password, secret })) {
    if (!isAbsent(value) && typeof value !== 'string') throw invalidAuth(`auth.${name} must be a string`)
  }
  const hidden = typeof secret === 'string' && secret !== '' ? readSecret(secret, env) : undefined
  const given = { token: hidden ?? token, username, password }
  const named = Object.entries(given).filter(([, value]) => typeof value === 'string' && value !== '')
  return named.length === 0 ? undefined : Object.fromEntries(named)
}

/**
 * A folder of the repository in its plain form, `a/b`.
 *
 * @returns `undefined` for the root.
 * @throws {KernelError} `invalid_input` for a path that is absolute or climbs.
 */
export function readSubdir(subdir: string | undefined): string | undefined {
  if (subdir === undefined) return undefined
  const slashed = subdir.replaceAll('\\', '/')
  const segments = slashed.split('/').filter((segment) => segment !== '' && segment !== '.')
  const climbs = segments.some((segment) => segment === '..' || segment.toLowerCase() === '.git')
  if (climbs || slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) {
    throw new KernelError('invalid_input', `subdir must be a path inside the repository, found "${subdir}"`, {
      data: { input: 'subdir', found: subdir },
    })
  }
  return segments.length === 0 ? undefined : segments.join('/')
}

function invalidUrl(text: string, why: string): KernelError {
  const shown = text.includes('://') ? urlWithoutSecrets(text) : `"${text}"`
  return new KernelError('git_invalid_url', `${why}, found ${shown}`, { hint: 'Use the https URL of the repository' })
}

function invalidAuth(why: string): KernelError {
  return new KernelError('invalid_input', why, { data: { input: 'auth' } })
}
