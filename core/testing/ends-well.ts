import { errorCatalog } from '../errors/catalog.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { isDict } from '../values.ts'

/**
 * Does work on hostile data, which may give a value or fail with an error that the catalogue explains; what fails in any
 * other way is a fault of ours, and is thrown as it was.
 */
export async function endsWell(work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    // The host's own message about its stack: somebody recursed into data without counting.
    const isStack = isDict(error.data) && error.data['budget'] === 'stack'
    if (error.code === 'unexpected_error' || isStack || !(error.code in errorCatalog)) throw error.cause ?? error
  }
}
