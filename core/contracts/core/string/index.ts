import { stringFormat } from './format.ts'
import { stringSplit } from './split.ts'
import { stringTrim } from './trim.ts'

export const stringContracts = [stringFormat, stringSplit, stringTrim]
