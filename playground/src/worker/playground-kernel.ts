import wasmUrl from 'quickjs-metered.wasm?url'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'

/** Everything that runs need and files do not. */
export { runCompose } from './run-compose.ts'

export const scripts = createQuickJsScripts({ module: () => WebAssembly.compileStreaming(fetch(wasmUrl)) })
