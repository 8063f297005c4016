import { jsonDecodeObject } from './json-decode-object.ts'
import { hashSha256Base64, registryIndex, registrySelect } from './registry-helpers.ts'
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
]
