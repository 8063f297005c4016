import { arrayPluck } from './array-pluck.ts'
import { duplicatePackageErrors } from './duplicate-package-errors.ts'
import { jsonReadFile } from './json-read-file.ts'
import { jsonStringify } from './json-stringify.ts'
import { jsonlFromObjects } from './jsonl-from-objects.ts'
import { testkitNormalizeOutput } from './testkit-normalize-output.ts'
import { valueDeepEqual } from './value-deep-equal.ts'

/** Components of the published package `std` that composes of other checkouts call. */
export const stdComponents = [
  arrayPluck,
  jsonReadFile,
  jsonStringify,
  jsonlFromObjects,
  valueDeepEqual,
  testkitNormalizeOutput,
  duplicatePackageErrors,
]
