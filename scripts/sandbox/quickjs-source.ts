import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type MeterOptions, meter } from './meter.ts'

/** The module that is rewritten, as the pinned package ships it. */
const source = {
  specifier: '@jitl/quickjs-wasmfile-release-sync/wasm',
  version: '0.32.0',
  sha256: '105c3bed22d457e43e3d1c3c1c6959fda62a8fe06f0fc8a985303c3a2be72232',
}

/**
 * How QuickJS is metered. 2,500 frames stay below the point where the host's own stack overflows (V8, cold code, 984 KiB:
 * see README.md); its start function clears 336 KiB of memory and needs 21,030 units before the host can give any.
 */
export const quickjsMeterOptions: MeterOptions = { maxFrames: 2500, initialFuel: 50_000n }

/**
 * Reads the plain QuickJS module.
 *
 * @throws {Error} when its bytes are not those that the meter's figures were taken from.
 */
export function readPlainQuickJS(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(source.specifier))))
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
