import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { meteredQuickjsSha256 } from './golden.ts'
import { meterQuickJS, sha256 } from './quickjs-source.ts'

/** Where `loadQuickJsModule` looks in the source tree. */
const file = fileURLToPath(new URL('../../node_modules/.cache/lcod-sandbox/quickjs-metered.wasm', import.meta.url))

/**
 * The metered QuickJS of the source tree, for what runs without a build: tests, benches, the conformance suite.
 * Rewritten when it is not there or is another one.
 *
 * @returns the path of the file.
 */
export function meteredQuickJsFile(): string {
  if (existsSync(file) && sha256(readFileSync(file)) === meteredQuickjsSha256) return file
  mkdirSync(dirname(file), { recursive: true })
  // Others may be reading it: they see the old file or the whole new one.
  const whole = `${file}.${process.pid}`
  writeFileSync(whole, meterQuickJS())
  renameSync(whole, file)
  return file
}
