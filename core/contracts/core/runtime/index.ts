import { runtimeInfo } from './info.ts'

export const runtimeContracts = [runtimeInfo]
