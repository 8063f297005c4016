import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes } from '../bytes/base64.ts'
import { bytesToHex } from '../bytes/hex.ts'
import { KernelError } from '../errors/kernel-error.ts'

const ALGORITHM = 'sha256'

/** The digest of bytes in the form of locks: `sha256-` and 64 hexadecimal digits. */
export function integrityOf(bytes: Uint8Array): string {
  return `${ALGORITHM}-${bytesToHex(sha256(bytes))}`
}

/** A digest of bytes that come in pieces. */
export interface IntegrityDigest {
  update(bytes: Uint8Array): void
  /** In the form of locks. May be called once. */
  integrity(): string
}

/** Starts a digest of bytes that come in pieces. */
export function startDigest(): IntegrityDigest {
  const hash = sha256.create()
  return {
    update: (bytes) => void hash.update(bytes),
    integrity: () => `${ALGORITHM}-${bytesToHex(hash.digest())}`,
  }
}

/** The SHA-256 digest of a text's UTF-8 bytes, as hexadecimal digits: keys of the cache. */
export function textDigest(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)))
}

/**
 * Compares bytes with the digest that was promised for them.
 *
 * @param expected `sha256-` with hexadecimal digits or base64, or the digits alone.
 * @param what Names the file, for the message.
 * @throws {KernelError} `integrity_mismatch`; `integrity_unsupported` for any other algorithm, so that nobody can ask
 * for a weaker one.
 * Spec: contracts.md 5.1, 5.3.
 */
export function verifyIntegrity(bytes: Uint8Array, expected: string, what: string): void {
  ensureIntegrity(integrityOf(bytes), expected, what)
}

/**
 * Compares a digest in the form of locks with the one that was promised.
 *
 * @throws {KernelError} as `verifyIntegrity`.
 */
export function ensureIntegrity(found: string, expected: string, what: string): void {
  const wanted = normaliseIntegrity(expected, what)
  if (found === wanted) return
  throw new KernelError(
    'integrity_mismatch',
    `"${what}" is not what was promised: expected ${wanted}, found ${found}`,
    {
      data: { file: what, expected: wanted, found },
    },
  )
}

/**
 * A digest in the form of locks.
 *
 * @throws {KernelError} `integrity_unsupported` when it is no SHA-256 digest.
 */
export function normaliseIntegrity(written: string, what: string): string {
  const digits = written.startsWith(`${ALGORITHM}-`) ? written.slice(ALGORITHM.length + 1) : written
  if (/^[0-9a-f]{64}$/i.test(digits)) return `${ALGORITHM}-${digits.toLowerCase()}`
  const bytes = written.startsWith(`${ALGORITHM}-`) ? base64ToBytes(digits) : null
  if (bytes?.length === 32) return `${ALGORITHM}-${bytesToHex(bytes)}`
  throw new KernelError('integrity_unsupported', `The digest of "${what}" is no SHA-256 digest: "${written}"`, {
    data: { file: what, found: written },
    hint: 'Write sha256- followed by 64 hexadecimal digits or by base64',
  })
}
