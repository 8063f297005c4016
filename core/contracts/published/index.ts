import { componentBuildArtifacts } from './docs/build-artifacts.ts'
import { toolingMakePackageDoc } from './docs/make-package-doc.ts'
import { toolingMakeRepoDocs } from './docs/make-repo-docs.ts'
import { jsonDecodeObject } from './json-decode-object.ts'
import { mcpComponentScaffold } from './mcp/component-scaffold.ts'
import { mcpRegisterLocal } from './mcp/register-local.ts'
import { mcpSessionOpen } from './mcp/session-open.ts'
import { registryCatalogGenerate } from './registry/catalog-generate.ts'
import { registryFetch } from './registry/fetch.ts'
import { registryResolution } from './registry/resolution.ts'
import { registrySourceLoad } from './registry/source-load.ts'
import { hashSha256Base64, registryIndex, registrySelect } from './registry-helpers.ts'
import { registrySourcesContracts } from './registry-sources/index.ts'
import { resolverContextPrepare } from './resolver/context-prepare.ts'
import { resolverReplaceApply } from './resolver/replace-apply.ts'
import { resolverWarningsMerge } from './resolver/warnings-merge.ts'
import { sanitizerProbe } from './sanitizer-probe.ts'
import { stdComponents } from './std/index.ts'
import {
  arrayConcat,
  arrayFilterObjects,
  valueDefaultArray,
  valueDefaultObject,
  valueIsArray,
  valueIsObject,
} from './value-helpers.ts'
import { wrappers } from './wrappers.ts'

/** Published composes that the kernel answers for itself: `lcod://core/…@0.1.0` and part of `lcod://tooling/…@0.1.0`. */
export const publishedComponents = [
  ...wrappers,
  valueIsArray,
  valueIsObject,
  valueDefaultArray,
  valueDefaultObject,
  arrayConcat,
  arrayFilterObjects,
  jsonDecodeObject,
  hashSha256Base64,
  registryIndex,
  registrySelect,
  registrySourceLoad,
  registryResolution,
  registryCatalogGenerate,
  registryFetch,
  ...registrySourcesContracts,
  resolverContextPrepare,
  resolverReplaceApply,
  resolverWarningsMerge,
  sanitizerProbe,
  componentBuildArtifacts,
  toolingMakePackageDoc,
  toolingMakeRepoDocs,
  mcpRegisterLocal,
  mcpSessionOpen,
  mcpComponentScaffold,
  ...stdComponents,
]
