import { httpDownload } from './contracts/axiom/http-download.ts'
import { pureAxioms } from './contracts/axiom/pure-axioms.ts'
import { rawInput } from './contracts/axiom/raw-input.ts'
import { runSlot } from './contracts/compose/run-slot.ts'
import { coreContracts } from './contracts/core/index.ts'
import { hostingContracts } from './contracts/hosting/index.ts'
import { implContracts } from './contracts/impl/index.ts'
import { publishedComponents } from './contracts/published/index.ts'
import { toolingContracts } from './contracts/tooling/index.ts'
import { flowOperators } from './flow/index.ts'
import type { Component } from './resolve/registry.ts'
import { script } from './script/script.ts'

/** Every component the kernel brings, flow operators first. */
export const standardComponents: readonly Component[] = [
  ...flowOperators,
  runSlot,
  ...coreContracts,
  ...pureAxioms,
  httpDownload,
  ...hostingContracts,
  rawInput,
  ...toolingContracts,
  ...publishedComponents,
  script,
  ...implContracts,
]
