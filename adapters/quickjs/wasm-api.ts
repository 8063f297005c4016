/**
 * The part of the WebAssembly API that the sandbox uses. Every host has it, but only some of their type libraries
 * declare it, and the adapter is compiled with none of them.
 */
export interface WasmGlobal {
  value: unknown
}

/** A compiled module: opaque here. Each host's own `WebAssembly.Module` is one. */
export type WasmModule = object

export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

export type WasmImports = Record<string, Record<string, unknown>>

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>
}

interface WasmApi {
  readonly Memory: new (descriptor: { initial: number; maximum: number }) => WasmMemory
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance
  compile(bytes: Uint8Array): Promise<WasmModule>
}

export const wasm: WasmApi = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly

/** Calls back in a turn of the event loop of its own; every host has it, and again none of the types here. */
export const later: (work: () => void) => void = (work) => {
  ;(globalThis as unknown as { setTimeout(work: () => void): unknown }).setTimeout(work)
}
