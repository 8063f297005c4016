import { streamClose } from './close.ts'
import { streamRead } from './read.ts'

export const streamContracts = [streamRead, streamClose]
