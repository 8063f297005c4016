import { composeNormalize } from './compose-normalize.ts'
import { fsReadOptional } from './fs/read-optional.ts'
import { fsWriteIfChanged } from './fs/write-if-changed.ts'
import { jsonlRead } from './jsonl/read.ts'
import { kernelLog } from './kernel-log.ts'
import { log } from './log.ts'
import { logContext } from './log-context.ts'
import { pureToolingContracts } from './pure-tooling.ts'
import { queueBfs } from './queue-bfs.ts'
import { registryScope } from './registry-scope.ts'
import { resolverCacheDir } from './resolver/cache-dir.ts'
import { locateComponent } from './resolver/locate-component.ts'
import { registerComponents } from './resolver/register-components.ts'
import { resolveDependencies } from './resolver/resolve-dependencies.ts'
import { resolveDependency } from './resolver/resolve-dependency.ts'
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
  fsReadOptional,
  fsWriteIfChanged,
  jsonlRead,
  resolverCacheDir,
  resolveDependency,
  resolveDependencies,
  registerComponents,
  locateComponent,
  ...pureToolingContracts,
]
