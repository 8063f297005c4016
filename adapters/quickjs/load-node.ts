import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type WasmModule, wasm } from './wasm-api.ts'

let compiled: Promise<WasmModule> | undefined

/**
 * Reads and compiles the QuickJS module on Node, once per process and only when it is asked for.
 *
 * @param path the file to read; the module of the installed QuickJS package when absent.
 */
export function loadQuickJsModule(path?: string): Promise<WasmModule> {
  if (path !== undefined) return compile(path)
  compiled ??= compile(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
  return compiled
}

async function compile(path: string): Promise<WasmModule> {
  return wasm.compile(await readFile(path))
}
