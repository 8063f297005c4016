import { composeNormalize } from './compose-normalize.ts'
import { kernelLog } from './kernel-log.ts'
import { log } from './log.ts'
import { logContext } from './log-context.ts'
import { pureToolingContracts } from './pure-tooling.ts'
import { queueBfs } from './queue-bfs.ts'
import { registryScope } from './registry-scope.ts'
import { resolverRegister } from './resolver-register.ts'
import { testChecker } from './test-checker.ts'

/** `lcod://tooling/…` and `lcod://contract/tooling/…` but for scripts. */
export const toolingContracts = [
  composeNormalize,
  log,
  kernelLog,
  logContext,
  registryScope,
  queueBfs,
  testChecker,
  resolverRegister,
  ...pureToolingContracts,
]
