import { arrayContracts } from './array/index.ts'
import { envContracts } from './env/index.ts'
import { fsContracts } from './fs/index.ts'
import { gitContracts } from './git/index.ts'
import { hashContracts } from './hash/index.ts'
import { httpContracts } from './http/index.ts'
import { jsonContracts } from './json/index.ts'
import { numberContracts } from './number/index.ts'
import { objectContracts } from './object/index.ts'
import { parseContracts } from './parse/index.ts'
import { pathContracts } from './path/index.ts'
import { runtimeContracts } from './runtime/index.ts'
import { streamContracts } from './stream/index.ts'
import { stringContracts } from './string/index.ts'
import { valueContracts } from './value/index.ts'

/** `lcod://contract/core/…`, in the order of the documentation. */
export const coreContracts = [
  ...arrayContracts,
  ...objectContracts,
  ...stringContracts,
  ...jsonContracts,
  ...numberContracts,
  ...valueContracts,
  ...pathContracts,
  ...envContracts,
  ...runtimeContracts,
  ...fsContracts,
  ...hashContracts,
  ...parseContracts,
  ...streamContracts,
  ...httpContracts,
  ...gitContracts,
]
