import type { WasmModule } from '../../../adapters/quickjs/wasm-api.ts'

declare const module: WasmModule
export default module
