import type { Host } from '../../../core/host/index.ts'
import type { ScriptsPort } from '../../../core/host/scripts.ts'
import { createNodeHost } from '../index.ts'
import type { ErrorScreen } from './output.ts'

/** The Node host of a run from the command line: scripts in QuickJS, logs on the shared screen. */
export function createCliHost(screen: ErrorScreen): Host {
  return createNodeHost({
    ports: {
      scripts: lazyScripts(),
      log: { write: (entry) => screen.write(`${JSON.stringify(entry)}\n`) },
    },
  })
}

/** QuickJS is loaded by the first script: most runs have none. */
function lazyScripts(): ScriptsPort {
  let port: ScriptsPort | undefined
  return {
    async open(options) {
      if (port === undefined) {
        const [{ createQuickJsScripts }, { loadQuickJsModule }] = await Promise.all([
          import('../../quickjs/index.ts'),
          import('../../quickjs/load-node.ts'),
        ])
        port = createQuickJsScripts({ module: () => loadQuickJsModule() })
      }
      return port.open(options)
    },
  }
}
