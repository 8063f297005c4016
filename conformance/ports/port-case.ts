import { KernelError } from '../../core/errors/kernel-error.ts'
import { sameValue } from '../../core/values.ts'

/** One behaviour that every driver of a port must show. Runs anywhere: it needs no test framework. */
export interface PortCase {
  readonly name: string
  /** Resolves when the driver behaves; rejects with what was expected and what was found. */
  run(): Promise<void>
}

/** Fails unless two JSON values are the same. */
export function expectSame(found: unknown, expected: unknown, what = 'the value'): void {
  if (sameValue(found, expected)) return
  throw new Error(`Expected ${what} to be ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`)
}

/** Fails unless `holds`. */
export function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Expected ${what}`)
}

/** Fails unless the operation rejects with a KernelError of one of the codes. */
export async function expectFailure(operation: Promise<unknown>, ...codes: readonly string[]): Promise<KernelError> {
  let found: unknown
  try {
    found = await operation
  } catch (error) {
    if (error instanceof KernelError && codes.includes(error.code)) return error
    found = error
  }
  throw new Error(`Expected a failure with ${codes.join(' or ')}, found ${String(found)}`)
}
