import { bytesToBase64 } from '../../../bytes/base64.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { EnvPort } from '../../../host/env.ts'
import type { HttpRequest } from '../../../host/http.ts'
import { type Dict, isAbsent } from '../../../values.ts'
import { hasControlCharacter, invalid } from './header-lines.ts'

/**
 * The `authorization` header for `auth: { type, secret, username? }`, where `secret` names a granted environment
 * variable: the compose refers to a credential and never holds it.
 *
 * @returns nothing without `auth`.
 * @throws {KernelError} `http_credentials_missing`, `http_invalid_request`.
 * Spec: none, ours: composes are published, credentials must not be.
 */
export function authorization(auth: Dict | undefined, env: EnvPort): string | undefined {
  if (auth === undefined) return undefined
  const { type, secret: name, username } = auth
  if (type !== 'bearer' && type !== 'basic') throw invalid('auth.type must be "bearer" or "basic"')
  if (typeof name !== 'string' || name === '') throw invalid('auth.secret must name an environment variable')
  const secret = readSecret(name, env)
  if (type === 'bearer') return `Bearer ${secret}`
  if (!isAbsent(username) && typeof username !== 'string') throw invalid('auth.username must be a string')
  return basicCredentials(username ?? '', secret)
}

/**
 * The value of a secret that a compose names.
 *
 * @throws {KernelError} `http_credentials_missing` when it is not set, not granted, or cannot stand in a header.
 */
export function readSecret(name: string, env: EnvPort): string {
  const secret = env.get(name)?.trim()
  if (secret !== undefined && secret !== '' && !hasControlCharacter(secret)) return secret
  const why = secret === undefined ? 'not set or not granted' : secret === '' ? 'empty' : 'not one line of text'
  throw new KernelError('http_credentials_missing', `The secret "${name}" is ${why}`, {
    data: { secret: name },
    hint: `Set ${name} and run with --allow-env=${name}`,
  })
}

/** The value of an `authorization` header for a user name and a password. */
function basicCredentials(username: string, password: string): string {
  return `Basic ${bytesToBase64(new TextEncoder().encode(`${username}:${password}`))}`
}

/** The request with an `authorization` header in place of any other it has; as it is when there is no value. */
export function withAuthorization(request: HttpRequest, value: string | undefined): HttpRequest {
  if (value === undefined) return request
  const others = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization')
  return { ...request, headers: [...others, ['authorization', value]] }
}
