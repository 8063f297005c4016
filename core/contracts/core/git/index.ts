import { gitClone } from './clone.ts'

export const gitContracts = [gitClone]
