import { resolve } from 'node:path'
import type { StorePort } from '../../../../core/host/store.ts'
import { createNodeStore } from '../../index.ts'
import type { ParsedArguments } from '../flags.ts'
import { lcodHome } from '../packages/lcod-home.ts'

/** The store that the flags name: `--store`, else the one of the user. Nothing is made before it is written to. */
export function openStore(parsed: ParsedArguments): StorePort {
  return createNodeStore(resolve(parsed.text('store') ?? `${lcodHome()}/runs`))
}
