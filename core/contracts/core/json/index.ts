import { jsonDecode } from './decode.ts'
import { jsonEncode } from './encode.ts'

export const jsonContracts = [jsonEncode, jsonDecode]
