import type { Host } from '../../../core/host/index.ts'
import type { LogEntry, LogPort } from '../../../core/host/log.ts'
import type { ScriptsPort } from '../../../core/host/scripts.ts'
import { jsonLogLine, prettyLogLine } from '../../../core/logging/log-line.ts'
import type { WasmModule } from '../../quickjs/wasm-api.ts'
import { createNodeFiles, createNodeHost, createNodeHttp, createNodeRandom } from '../index.ts'
import type { ParsedArguments } from './flags.ts'
import { lazyGit } from './lazy-git.ts'
import type { ErrorScreen } from './output.ts'
import { Transfers } from './progress/transfers.ts'
import { watchGit } from './progress/watch-git.ts'
import { watchHttp } from './progress/watch-http.ts'

/**
 * The Node host of a run from the command line: scripts in QuickJS, Git, logs on the shared screen, and a row on it for
 * each download and clone. With `--json` and `--json-errors` a program is asking, and no rows are shown.
 */
export function createCliHost(screen: ErrorScreen, parsed: ParsedArguments, scripts?: ScriptsPort): Host {
  const host = createProjectHost({ log: createScreenLog(screen), ...(scripts === undefined ? {} : { scripts }) })
  if (parsed.has('json') || parsed.has('json-errors')) return host
  const transfers = new Transfers(screen)
  return {
    ...host,
    ...(host.http === undefined ? {} : { http: watchHttp(host.http, transfers) }),
    ...(host.git === undefined ? {} : { git: watchGit(host.git, transfers) }),
  }
}

export interface ProjectHostOptions {
  readonly log: LogPort
  /** Where relative paths start, absolute. Default: the process's working directory. */
  readonly cwd?: string
  /** The sandbox of the process, when several hosts share one. */
  readonly scripts?: ScriptsPort
}

/** The same host for another folder, with its logs elsewhere: what tests run on. */
export function createProjectHost({ log, cwd, scripts = lazyScripts() }: ProjectHostOptions): Host {
  const files = createNodeFiles(cwd === undefined ? {} : { cwd })
  const http = createNodeHttp()
  const random = createNodeRandom()
  return createNodeHost({
    ports: {
      files,
      http,
      random,
      git: lazyGit({ files, http, random }),
      scripts,
      log,
    },
  })
}

/** Log entries on standard error: for people on a terminal, as JSON lines where a program reads. */
function createScreenLog(screen: ErrorScreen): LogPort {
  const format = screen.isTerminal
    ? (entry: LogEntry) => prettyLogLine(entry, { colour: screen.colour })
    : (entry: LogEntry) => jsonLogLine(entry)
  return { write: (entry) => screen.write(`${format(entry)}\n`) }
}

/**
 * QuickJS is loaded by the first script: most runs have none.
 *
 * @param module The compiled module; the one beside the command when absent.
 */
export function lazyScripts(module: () => Promise<WasmModule> = shippedQuickJs): ScriptsPort {
  let port: ScriptsPort | undefined
  return {
    async open(options) {
      if (port === undefined) {
        const { createQuickJsScripts } = await import('../../quickjs/index.ts')
        port = createQuickJsScripts({ module })
      }
      return port.open(options)
    },
  }
}

async function shippedQuickJs(): Promise<WasmModule> {
  const { loadQuickJsModule } = await import('../../quickjs/load-node.ts')
  return loadQuickJsModule()
}
