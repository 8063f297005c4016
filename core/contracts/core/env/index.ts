import { envGet } from './get.ts'

export const envContracts = [envGet]
