import { once } from 'node:events'
import { createServer } from 'node:http'
import { build } from 'esbuild'

const HTML = `<!doctype html><meta charset="utf-8"><title>LCOD</title>
<script>addEventListener('error', (event) => { globalThis.lcodError ??= event.message })</script>
<script type="module" src="/page.js"></script>`

export interface ServedPage {
  /** `http://127.0.0.1:<port>/`: a secure context, so that storage and locks are there. */
  readonly url: string
  close(): Promise<void>
}

export interface PageSources {
  /** Module that the page runs, bundled. */
  readonly page: string
  /** Modules for workers, by the name under which `/name.js` serves them. */
  readonly workers?: Readonly<Record<string, string>>
  /** Other files by path, such as `/quickjs.wasm`. */
  readonly files?: Readonly<Record<string, { readonly type: string; readonly body: Uint8Array | string }>>
}

/** Bundles a page with its workers and serves it from memory on a free port of this machine. */
export async function servePage(sources: PageSources): Promise<ServedPage> {
  const files = new Map<string, { type: string; body: Uint8Array | string }>()
  files.set('/', { type: 'text/html; charset=utf-8', body: HTML })
  const result = await build({
    entryPoints: { page: sources.page, ...sources.workers },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '/',
    sourcemap: 'inline',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  for (const { path, contents } of result.outputFiles) files.set(path, { type: 'text/javascript', body: contents })
  for (const [path, file] of Object.entries(sources.files ?? {})) files.set(path, file)

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = files.get(pathname)
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.body ?? 'Not found')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
