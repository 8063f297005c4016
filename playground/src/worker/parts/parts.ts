import type { Component } from '../../../../core/resolve/registry.ts'

/**
 * The rest of the kernel's components, in parts that are loaded by the first run that mentions one of theirs: together they
 * weigh as much as the kernel.
 */
export const PARTS: Readonly<Record<string, () => Promise<readonly Component[]>>> = {
  axioms: async () => (await import('./axioms.ts')).axioms,
  core: async () => (await import('../../../../core/contracts/core/index.ts')).coreContracts,
  hosting: async () => (await import('../../../../core/contracts/hosting/index.ts')).hostingContracts,
  published: async () => (await import('../../../../core/contracts/published/index.ts')).publishedComponents,
  tooling: async () => (await import('../../../../core/contracts/tooling/index.ts')).toolingContracts,
}
