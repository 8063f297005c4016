import { numberTrunc } from './trunc.ts'

export const numberContracts = [numberTrunc]
