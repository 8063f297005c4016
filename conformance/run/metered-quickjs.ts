import { readFileSync } from 'node:fs'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'

/** The QuickJS that every host runs, made from the installed package: the suite needs no build before it. */
export function meteredQuickJs(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(meteredQuickJsFile()))
}
