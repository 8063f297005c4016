// File by file: all of the browser's adapter would bring its storages along.
import { createBrowserClock } from '../adapters/browser/clock.ts'
import { createBrowserEnv } from '../adapters/browser/env.ts'
import { createBrowserHttp } from '../adapters/browser/http.ts'
import { createMemoryFiles } from '../adapters/memory/index.ts'
import { createQuickJsScripts } from '../adapters/quickjs/index.ts'
import { createPortableSchemas } from '../adapters/schemas/cfworker.ts'
import { createWebHash, createWebRandom } from '../adapters/web/index.ts'
import { BUNDLE } from '../core/bundle/bundle-layout.ts'
import { bundleFromText } from '../core/bundle/bundle-text.ts'
import type { EmbeddedApp } from '../core/bundle/embedded-app.ts'
import { mountFiles } from '../core/bundle/mount-files.ts'
import { openBundle } from '../core/bundle/open-bundle.ts'
import type { KernelError } from '../core/errors/kernel-error.ts'
import { normaliseError } from '../core/errors/normalise-error.ts'
import type { Host } from '../core/host/index.ts'
import { createKernel } from '../core/kernel.ts'
import { prettyLogLine } from '../core/logging/log-line.ts'
import { declaredInputs } from '../core/manifest/declared-inputs.ts'
import { declaredOptions } from '../core/manifest/declared-options.ts'
import { isDict } from '../core/values.ts'
import type { RunMessage, WorkerMessage } from './messages.ts'

/** Put before this text by `lcod build`. */
declare const LCOD_APP: EmbeddedApp

/** Where relative paths start, and where the files of the bundle are. */
const CWD = '/work'

const tell = (message: WorkerMessage) => self.postMessage(message)

const scripts = createQuickJsScripts({
  // Not every static host says that it is WebAssembly, which compiling from the stream asks for.
  module: async () => WebAssembly.compile(await (await fetch('quickjs-metered.wasm')).arrayBuffer()),
})

function start(): void {
  const bundle = openBundle(LCOD_APP.name, bundleFromText(LCOD_APP.bundle ?? {}))
  const files = mountFiles(createMemoryFiles({ cwd: CWD }), CWD, bundle.visible)
  const host: Host = {
    name: 'browser',
    clock: createBrowserClock(),
    env: createBrowserEnv(),
    hash: createWebHash(),
    http: createBrowserHttp(),
    random: createWebRandom(),
    schemas: createPortableSchemas(),
    log: { write: (entry) => tell({ type: 'log', line: prettyLogLine(entry, { colour: false }) }) },
    files,
    scripts,
  }
  const kernel = createKernel({
    host,
    loader: bundle.loader,
    bindings: bundle.bindings,
    permissions: { read: [CWD, '/tmp'], write: [CWD, '/tmp'], net: LCOD_APP.net ?? [] },
    globals: { projectPath: CWD },
  })
  self.addEventListener('message', ({ data }: MessageEvent<RunMessage>) => {
    kernel
      .run(bundle.composition, { ...declaredOptions(bundle.manifest), input: data.input })
      .then((result) => tell({ type: 'result', text: JSON.stringify(result, null, 2) }), report)
  })
  const { manifest, id, visible } = bundle
  const fields = declaredInputs(new TextDecoder().decode(visible.get(BUNDLE.descriptor)))
  tell({ type: 'ready', app: { id, summary: manifest.summary ?? '', fields } })
}

/** The kernel's own hint for what was not granted names flags of a command line, which a page has not. */
function helpFor({ code, hint, data }: KernelError): string | undefined {
  if (code !== 'permission_denied' || !isDict(data)) return hint
  if (data['kind'] === 'net') return `lcod build --target web --allow-net=${data['target']} makes a page that may`
  return `A page reads and writes its own files alone: ${CWD} and /tmp`
}

function report(thrown: unknown): void {
  const error = normaliseError(thrown)
  const { code, message } = error
  tell({ type: 'error', code, message, help: helpFor(error) })
}

try {
  start()
} catch (error) {
  report(error)
}
