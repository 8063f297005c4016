import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type MeterOptions, meter } from './meter.ts'

/** The module that is rewritten, as the pinned package ships it. */
const source = {
  specifier: '@jitl/quickjs-wasmfile-release-sync/wasm',
  version: '0.32.0',
  sha256: '105c3bed22d457e43e3d1c3c1c6959fda62a8fe06f0fc8a985303c3a2be72232',
}

/**
 * How QuickJS is metered. 2,500 frames end before the host's own stack does (README.md, "Frames"). The initial fuel is for
 * the start function, which runs before the host can give any: it clears 1,948 bytes for 122 units.
 */
export const quickjsMeterOptions: MeterOptions = { maxFrames: 2500, initialFuel: 1000n }

/**
 * Reads the plain QuickJS module.
 *
 * @throws {Error} when its bytes are not those that the meter's figures were taken from.
 */
export function readPlainQuickJS(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(source.specifier)))
  const found = sha256(bytes)
  if (found !== source.sha256) {
    throw new Error(`Expected ${source.specifier} of version ${source.version} (${source.sha256}), found ${found}`)
  }
  return bytes
}

/** The metered QuickJS module. */
export function meterQuickJS(): Uint8Array<ArrayBuffer> {
  return meter(readPlainQuickJS(), quickjsMeterOptions)
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
