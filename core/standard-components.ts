import { httpDownload } from './contracts/axiom/http-download.ts'
import { rawInput } from './contracts/axiom/raw-input.ts'
import { runSlot } from './contracts/compose/run-slot.ts'
import { arrayContracts } from './contracts/core/array/index.ts'
import { httpContracts } from './contracts/core/http/index.ts'
import { jsonContracts } from './contracts/core/json/index.ts'
import { numberContracts } from './contracts/core/number/index.ts'
import { objectContracts } from './contracts/core/object/index.ts'
import { pathContracts } from './contracts/core/path/index.ts'
import { stringContracts } from './contracts/core/string/index.ts'
import { valueContracts } from './contracts/core/value/index.ts'
import { implContracts } from './contracts/impl/index.ts'
import { composeNormalize } from './contracts/tooling/compose-normalize.ts'
import { kernelLog } from './contracts/tooling/kernel-log.ts'
import { log } from './contracts/tooling/log.ts'
import { logContext } from './contracts/tooling/log-context.ts'
import { queueBfs } from './contracts/tooling/queue-bfs.ts'
import { registryScope } from './contracts/tooling/registry-scope.ts'
import { resolverRegister } from './contracts/tooling/resolver-register.ts'
import { testChecker } from './contracts/tooling/test-checker.ts'
import { flowOperators } from './flow/index.ts'
import type { Component } from './resolve/registry.ts'

/** Every component the kernel brings, flow operators first. */
export const standardComponents: readonly Component[] = [
  ...flowOperators,
  runSlot,
  ...arrayContracts,
  ...objectContracts,
  ...stringContracts,
  ...jsonContracts,
  ...numberContracts,
  ...valueContracts,
  ...pathContracts,
  composeNormalize,
  log,
  kernelLog,
  logContext,
  registryScope,
  queueBfs,
  testChecker,
  resolverRegister,
  ...httpContracts,
  httpDownload,
  rawInput,
  ...implContracts,
]
