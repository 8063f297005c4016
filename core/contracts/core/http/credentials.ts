import { bytesToBase64 } from '../../../bytes/base64.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import type { EnvPort } from '../../../host/env.ts'
import { type Dict, isAbsent } from '../../../values.ts'
import { invalid } from './build-request.ts'

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
  const secret = env.get(name)
  if (secret === undefined) {
    throw new KernelError('http_credentials_missing', `The secret "${name}" is not set or not granted`, {
      data: { secret: name },
      hint: `Set ${name} and run with --allow-env=${name}`,
    })
  }
  if (type === 'bearer') return `Bearer ${secret}`
  const user = isAbsent(username) ? '' : String(username)
  return `Basic ${bytesToBase64(new TextEncoder().encode(`${user}:${secret}`))}`
}
