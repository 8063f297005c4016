/**
 * The engine alone, for bundles that must be small: no YAML parser, no contracts, no sandbox. Composes come as values,
 * components are what the embedder lists.
 */
export type { BareKernelOptions } from './bare-kernel.ts'
export { createBareKernel } from './bare-kernel.ts'
export { composeFromValue } from './compose/compose-from-value.ts'
export { ExecutionCancelledError, KernelError } from './errors/kernel-error.ts'
export { flowOperators } from './flow/index.ts'
export { ALL_PERMISSIONS } from './permissions/permissions.ts'
