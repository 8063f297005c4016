import { valueClone } from './clone.ts'
import { valueEquals } from './equals.ts'
import { valueKind } from './kind.ts'

export const valueContracts = [valueKind, valueEquals, valueClone]
