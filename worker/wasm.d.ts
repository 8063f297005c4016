/** Wrangler and workerd give the compiled module. */
declare module '*.wasm' {
  const module: import('../adapters/quickjs/wasm-api.ts').WasmModule
  export default module
}
