import { httpRequest } from './request.ts'

export const httpContracts = [httpRequest]
