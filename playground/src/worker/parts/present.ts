import { runSlot } from '../../../../core/contracts/compose/run-slot.ts'
import { arrayContracts } from '../../../../core/contracts/core/array/index.ts'
import { jsonContracts } from '../../../../core/contracts/core/json/index.ts'
import { numberContracts } from '../../../../core/contracts/core/number/index.ts'
import { objectContracts } from '../../../../core/contracts/core/object/index.ts'
import { stringContracts } from '../../../../core/contracts/core/string/index.ts'
import { valueContracts } from '../../../../core/contracts/core/value/index.ts'
import { implContracts } from '../../../../core/contracts/impl/index.ts'
import { log } from '../../../../core/contracts/tooling/log.ts'
import { logContext } from '../../../../core/contracts/tooling/log-context.ts'
import { registryScope } from '../../../../core/contracts/tooling/registry-scope.ts'
import { flowOperators } from '../../../../core/flow/index.ts'
import type { Component } from '../../../../core/resolve/registry.ts'
import { script } from '../../../../core/script/script.ts'

/** Components whose code comes with the kernel: what most composes call. */
export const PRESENT: readonly Component[] = [
  ...flowOperators,
  runSlot,
  ...arrayContracts,
  ...objectContracts,
  ...stringContracts,
  ...jsonContracts,
  ...numberContracts,
  ...valueContracts,
  log,
  logContext,
  registryScope,
  script,
  ...implContracts,
]
