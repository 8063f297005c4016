import { readFileSync } from 'node:fs'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'

/** The QuickJS that every host runs, made when it was not built yet. */
export function meteredQuickJs(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(meteredQuickJsFile()))
}
