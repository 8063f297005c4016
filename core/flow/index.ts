import type { NativeComponent } from '../run/component.ts'
import { flowBreak } from './break.ts'
import { flowCheckAbort } from './check-abort.ts'
import { flowContinue } from './continue.ts'
import { flowForeach } from './foreach.ts'
import { flowIf } from './if.ts'
import { flowParallel } from './parallel.ts'
import { flowThrow } from './throw.ts'
import { flowTry } from './try.ts'
import { flowWhile } from './while.ts'

/** The flow operators, in the order of the documentation. */
export const flowOperators: readonly NativeComponent[] = [
  flowIf,
  flowForeach,
  flowWhile,
  flowParallel,
  flowTry,
  flowThrow,
  flowBreak,
  flowContinue,
  flowCheckAbort,
]
