import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type WasmModule, wasm } from './wasm-api.ts'

const FILE = 'quickjs-metered.wasm'
/** Beside the library, above the command, and where the source tree keeps its own. */
const PLACES = [`./${FILE}`, `../${FILE}`, `../../node_modules/.cache/lcod-sandbox/${FILE}`, `../../dist/${FILE}`]

let compiled: Promise<WasmModule> | undefined

/**
 * Reads and compiles the metered QuickJS on Node, once per process and only when it is asked for.
 *
 * @param path the file to read; the one that the package ships when absent.
 * @throws {Error} when there is none: the package is not built.
 */
export function loadQuickJsModule(path?: string): Promise<WasmModule> {
  if (path !== undefined) return compile(path)
  compiled ??= compile(shippedFile())
  return compiled
}

async function compile(path: string): Promise<WasmModule> {
  return wasm.compile(await readFile(path))
}

function shippedFile(): string {
  const found = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`${FILE} is missing: run "npm run build:sandbox"`)
  return found
}
