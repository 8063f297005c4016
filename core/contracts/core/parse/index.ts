import { parseCsv } from './csv.ts'
import { parseJson } from './json.ts'
import { parseToml } from './toml.ts'

export const parseContracts = [parseJson, parseToml, parseCsv]
