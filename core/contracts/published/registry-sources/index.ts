import { registrySourcesBuildInlineEntry } from './build-inline-entry.ts'
import { registrySourcesCollectEntries } from './collect-entries.ts'
import { registrySourcesCollectQueue } from './collect-queue.ts'
import { registrySourcesLoadConfig } from './load-config.ts'
import { registrySourcesMergeInlineEntries } from './merge-inline-entries.ts'
import { registrySourcesNormalizePointer } from './normalize-pointer.ts'
import { registrySourcesPartitionNormalized } from './partition-normalized.ts'
import { registrySourcesPrepareEnv } from './prepare-env.ts'
import { registrySourcesProcessCatalogue } from './process-catalogue.ts'
import { registrySourcesProcessPointer } from './process-pointer.ts'
import { registrySourcesResolve } from './resolve.ts'

/** From the sources of a project to the lines of registries. Spec: contracts.md 5.4. */
export const registrySourcesContracts = [
  registrySourcesBuildInlineEntry,
  registrySourcesCollectEntries,
  registrySourcesCollectQueue,
  registrySourcesLoadConfig,
  registrySourcesMergeInlineEntries,
  registrySourcesNormalizePointer,
  registrySourcesPartitionNormalized,
  registrySourcesPrepareEnv,
  registrySourcesProcessCatalogue,
  registrySourcesProcessPointer,
  registrySourcesResolve,
]
