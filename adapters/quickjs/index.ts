/** Scripts in QuickJS compiled to WebAssembly. The host hands in the compiled module. */
export { createQuickJsScripts, type QuickJsOptions, type QuickJsScripts } from './quickjs-scripts.ts'
export type { WasmModule } from './wasm-api.ts'
