import type { NativeComponent } from '../../run/component.ts'
import type { Dict } from '../../values.ts'
import { isolatedCall } from './isolated-call.ts'

/** Runs a contract that uses nothing but its input, and gives its result as it is. */
export function runPure(contract: NativeComponent, input: Dict = {}): unknown {
  return contract.run(input, isolatedCall())
}
