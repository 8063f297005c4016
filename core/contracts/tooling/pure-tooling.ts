import { toolingArrayAppend } from './array/append.ts'
import { arrayCompact } from './array/compact.ts'
import { arrayFindDuplicates } from './array/find-duplicates.ts'
import { arrayFlatten } from './array/flatten.ts'
import { hashToKey } from './hash/to-key.ts'
import { jsonStableStringify } from './json/stable-stringify.ts'
import { toolingObjectClone } from './object/clone.ts'
import { toolingObjectEntries } from './object/entries.ts'
import { toolingObjectHas } from './object/has.ts'
import { toolingObjectSet } from './object/set.ts'
import { pathJoinChain } from './path/join-chain.ts'
import { registryNormalizeSource } from './registry/normalize-source.ts'
import { registryNormalizeSources } from './registry/normalize-sources.ts'
import { stringEnsureTrailingNewline } from './string/ensure-trailing-newline.ts'
import { valueIsDefined } from './value/is-defined.ts'
import { valueIsStringNonempty } from './value/is-string-nonempty.ts'

/** The tooling helpers that need nothing but their input (contracts.md 3.1). */
export const pureToolingContracts = [
  valueIsDefined,
  valueIsStringNonempty,
  stringEnsureTrailingNewline,
  arrayCompact,
  arrayFlatten,
  arrayFindDuplicates,
  toolingArrayAppend,
  pathJoinChain,
  toolingObjectClone,
  toolingObjectSet,
  toolingObjectHas,
  toolingObjectEntries,
  jsonStableStringify,
  hashToKey,
  registryNormalizeSource,
  registryNormalizeSources,
]
