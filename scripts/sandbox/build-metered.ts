/**
 * Writes the metered QuickJS: `node scripts/run-ts.js scripts/sandbox/build-metered.ts [file.wasm]`.
 *
 * The default file is `dist/quickjs-metered.wasm`. Fails, and writes nothing, when the plain module is not the pinned one,
 * holds an instruction that the meter does not know, or the result is not the recorded one.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assertCounts, countModule, meteredQuickjsSha256, quickjsCounts } from './golden.ts'
import { meter } from './meter.ts'
import { quickjsMeterOptions, readPlainQuickJS, sha256 } from './quickjs-source.ts'

const defaultFile = fileURLToPath(new URL('../../dist/quickjs-metered.wasm', import.meta.url))
const file = resolve(process.argv[2] ?? defaultFile)

const plain = readPlainQuickJS()
assertCounts(countModule(plain), quickjsCounts)
const metered = meter(plain, quickjsMeterOptions)
if (!WebAssembly.validate(metered)) throw new Error('The metered module is not valid WebAssembly')
const found = sha256(metered)
if (found !== meteredQuickjsSha256) {
  throw new Error(`Expected a metered module with the SHA-256 ${meteredQuickjsSha256}, found ${found}: see golden.ts`)
}
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, metered)
console.log(`${file}: ${metered.length} bytes, ${metered.length - plain.length} more than the plain module`)
