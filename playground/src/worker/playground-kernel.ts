import wasmUrl from 'quickjs-metered.wasm?url'
import described from 'virtual:components'
import { createQuickJsScripts } from '../../../adapters/quickjs/index.ts'
import { PARTS } from './parts/parts.ts'
import { PartsOnDemand } from './parts/parts-on-demand.ts'
import { PRESENT } from './parts/present.ts'

/** Everything that runs need and files do not. */
export { runCompose } from './run-compose.ts'

export const scripts = createQuickJsScripts({ module: () => WebAssembly.compileStreaming(fetch(wasmUrl)) })

export const parts = new PartsOnDemand({ described, present: PRESENT, parts: PARTS })
