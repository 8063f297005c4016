/**
 * Every error code the kernel itself can give, with what it means and what to do. `docs/errors.md` is generated from it.
 *
 * One file per area declares its codes with `defineErrors`; wording lives here and nowhere else.
 */
import { bundleErrors } from './bundle.ts'
import { composeErrors } from './compose.ts'
import { contractErrors } from './contract.ts'
import { durableErrors } from './durable.ts'
import { flowErrors } from './flow.ts'
import { gitErrors } from './git.ts'
import { hostErrors } from './host.ts'
import { hostingErrors } from './hosting.ts'
import { httpErrors } from './http.ts'
import { packageErrors } from './package.ts'
import { projectErrors } from './project.ts'
import { registryErrors } from './registry.ts'
import { runErrors } from './run.ts'
import { scriptErrors } from './script.ts'
import { streamErrors } from './stream.ts'
import { unitTestErrors } from './unit-test.ts'

export const errorCatalog = {
  ...composeErrors,
  ...runErrors,
  ...durableErrors,
  ...flowErrors,
  ...registryErrors,
  ...projectErrors,
  ...packageErrors,
  ...bundleErrors,
  ...contractErrors,
  ...scriptErrors,
  ...streamErrors,
  ...hostErrors,
  ...httpErrors,
  ...hostingErrors,
  ...gitErrors,
  ...unitTestErrors,
}

/** A code of the catalogue. Composes, scripts and hosts may give their own errors other codes. */
export type ErrorCode = keyof typeof errorCatalog
