import { parseRange } from '../../../../core/resolve/version-range.ts'
import type { ParsedArguments } from '../flags.ts'
import { UsageError } from '../usage-error.ts'

/** Put in by the build. */
declare const LCOD_VERSION: string

/**
 * Holds `--runtime` against the kernel that goes into applications: that of this command, and no other.
 *
 * @throws {UsageError} for a range that it does not meet.
 */
export function checkRuntime(parsed: ParsedArguments): void {
  const wanted = parsed.text('runtime')
  if (wanted === undefined || parseRange(wanted)(LCOD_VERSION)) return
  throw new UsageError(
    `"--runtime" asks for kernel ${wanted}, and this command puts in its own, ${LCOD_VERSION}`,
    'Make the application with that version of lcod',
  )
}
