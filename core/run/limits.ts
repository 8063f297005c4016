import type { Limits } from '../kernel-api.ts'

/**
 * Budgets of a run unless the embedder sets others: far above what honest work needs, low enough that a runaway
 * compose ends with a typed error and not with the host.
 */
export const DEFAULT_LIMITS: Limits = {
  steps: 1_000_000_000,
  depth: 1_000,
  wallMs: 24 * 60 * 60 * 1000,
  tasks: 1_024,
  valueLength: 64 * 1024 * 1024,
  heldBytes: 1024 * 1024 * 1024,
  scriptMemoryPages: 1_024,
  scriptFuel: 10_000_000_000_000,
}
