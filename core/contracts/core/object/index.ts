import { objectEntries } from './entries.ts'
import { objectGet } from './get.ts'
import { objectMerge } from './merge.ts'
import { objectSet } from './set.ts'

export const objectContracts = [objectGet, objectSet, objectMerge, objectEntries]
