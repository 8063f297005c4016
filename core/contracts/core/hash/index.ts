import { hashSha256 } from './sha256.ts'

export const hashContracts = [hashSha256]
