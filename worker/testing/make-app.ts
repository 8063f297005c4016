import { createCloudflareHost } from '../../adapters/cloudflare/index.ts'
import { createMemoryFiles } from '../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../../adapters/quickjs/load-node.ts'
import { createApp } from '../app.ts'
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts'

const scripts = createQuickJsScripts({ module: () => loadQuickJsModule(), pool: 0 })

/** The app on Node, open to all unless told otherwise. */
export function makeApp(settings: Partial<Settings> = {}): ReturnType<typeof createApp> {
  const all = { ...DEFAULT_SETTINGS, open: true, ...settings }
  return createApp({
    settings: all,
    makeHost(files = {}) {
      const memory = createMemoryFiles({ cwd: '/work', files, quota: all.maxFileBytes })
      const host = createCloudflareHost({ bindings: {}, ports: { scripts, files: memory, log: { write() {} } } })
      return { ...host, files: memory }
    },
  })
}

/** A request of `POST /run`. */
export function runRequest(body: unknown, init: { headers?: Record<string, string>; signal?: AbortSignal } = {}) {
  return {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  }
}
