import { meterQuickJS } from '../../scripts/sandbox/quickjs-source.ts'

let metered: Uint8Array<ArrayBuffer> | undefined

/** The QuickJS that every host runs, made from the installed package: the suite needs no build before it. */
export function meteredQuickJs(): Uint8Array<ArrayBuffer> {
  metered ??= meterQuickJS()
  return metered
}
