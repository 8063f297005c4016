import { safeText } from '../../../core/logging/log-line.ts'
import type { LoggerLevels } from '../../../core/logging/thresholds.ts'
import type { KeptServers, OpenServer } from '../../../core/run/run-servers.ts'
import { EXIT } from './exit-code.ts'
import type { ParsedArguments } from './flags.ts'
import type { Interrupt } from './interrupt.ts'
import type { ErrorScreen } from './output.ts'

interface ServingUi {
  readonly parsed: ParsedArguments
  readonly screen: ErrorScreen
  /** What cancels the run, which is over: from here on Ctrl+C means the servers. */
  readonly interrupt: Interrupt
}

/**
 * Ends the servers that a run has left open, after its result has been written: at once, or with `--serve` when Ctrl+C or
 * SIGTERM asks for it. Answers under way are finished first; a second Ctrl+C ends the process.
 */
export async function finishServing(servers: KeptServers, { parsed, screen, interrupt }: ServingUi): Promise<void> {
  if (!parsed.has('serve')) {
    for (const { url } of servers.list) {
      screen.write(`${safeText(url)} was stopped with the run; --serve keeps it\n`)
    }
    return servers.stop()
  }
  if (servers.list.length === 0) return screen.write('The run started no HTTP host: there is nothing to serve\n')
  interrupt.dispose()
  screen.write(servers.list.map(describeServer).join(''))
  await stopRequest(screen)
  await servers.stop()
}

/** With `--serve`, requests are logged unless the command line says what becomes of the kernel's logs. */
export function serveLogLevels(parsed: ParsedArguments, levels: LoggerLevels): LoggerLevels {
  return parsed.has('serve') && levels['kernel'] === undefined ? { 'kernel.http_host': 'info', ...levels } : levels
}

function describeServer({ url, routes }: OpenServer): string {
  const width = Math.max(0, ...routes.map(({ method }) => method.length))
  const lines = routes.map(({ method, path, sequenceId }) => `  ${method.padEnd(width)} ${path}  ${sequenceId}`)
  return [`Serving ${url} (Ctrl+C stops it)`, ...lines].map((line) => `${safeText(line)}\n`).join('')
}

/** Resolves at the first SIGINT or SIGTERM; the next one ends the process. */
function stopRequest(screen: ErrorScreen): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = () => {
      if (asked) process.exit(EXIT.cancelled)
      asked = true
      screen.write('Stopping; press Ctrl+C again to stop at once\n')
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
