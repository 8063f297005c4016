import { arrayAppend } from './append.ts'
import { arrayLength } from './length.ts'
import { arrayPush } from './push.ts'
import { arrayShift } from './shift.ts'

export const arrayContracts = [arrayLength, arrayPush, arrayAppend, arrayShift]
