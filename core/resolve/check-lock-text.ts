import type { Problem } from '../compose/problem.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { tomlPlace } from '../manifest/table-or-problem.ts'
import { isFresh } from './fresh-lock.ts'
import { type Lock, readLock } from './lock-file.ts'

/**
 * What is wrong with the text of a lock: that it cannot be read, or was made for another descriptor than the one beside
 * it.
 *
 * @param descriptor The `lcp.toml` beside the lock, when there is one.
 * @returns an empty list when there is nothing wrong.
 * Spec: contracts.md 4.3, rule 6.
 */
export function checkLockText(
  text: string,
  { file, descriptor }: { readonly file: string; readonly descriptor: Uint8Array | undefined },
): Problem[] {
  let lock: Lock
  try {
    lock = readLock(text, file)
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    const source = { file, ...tomlPlace(error, text) }
    return [{ severity: 'error', code: error.code, message: error.message, pointer: '', source }]
  }
  if (!lock.isOwn || descriptor === undefined || isFresh(lock, descriptor)) return []
  const message = 'The lock was made for another lcp.toml; lcod resolve makes it anew'
  return [{ severity: 'warning', code: 'lock_stale', message, pointer: '', source: { file, start: 0, end: 1 } }]
}
