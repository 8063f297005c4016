import type { Composition } from '../compose/composition.ts'
import { normaliseError } from '../errors/normalise-error.ts'
import { createKernel } from '../kernel.ts'
import type { KernelOptions } from '../kernel-api.ts'
import { type Dict, isDict, own } from '../values.ts'

/** What a fixture gave, in the shape that harnesses of LCOD kernels exchange (engine.md 7.5). */
export interface FixtureOutcome {
  readonly name: string
  readonly success: boolean
  /** `result.report`; null when there is none. */
  readonly report: unknown
  /** The final state; null when the run failed. */
  readonly result: Dict | null
  readonly error: { readonly message: string } | null
}

/**
 * Runs a fixture: its compose with an empty input. It succeeds when its result has a `report` that does.
 *
 * @param kernel Its host's working directory is the folder of the fixture.
 * Spec: engine.md 7.5.
 */
export async function runFixture(
  name: string,
  composition: Composition,
  kernel: KernelOptions,
): Promise<FixtureOutcome> {
  try {
    const result = await createKernel(kernel).run(composition, { input: {} })
    const report = own(result, 'report') ?? null
    return { name, success: isDict(report) && report['success'] === true, report, result, error: null }
  } catch (thrown) {
    return { name, success: false, report: null, result: null, error: { message: normaliseError(thrown).message } }
  }
}
