import { settle } from '../../../../core/permissions/decision.ts'
import { guardHttp } from '../../../../core/permissions/guard-network.ts'
import { describeTarget, hostGranted } from '../../../../core/permissions/host-pattern.ts'
import type { Grant } from '../../../../core/permissions/permissions.ts'
import type { TraceFormat } from '../../../../core/trace/formats/trace-format.ts'
import { createNodeHttp } from '../../index.ts'
import type { ErrorScreen } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import type { TraceOutput } from './trace-output.ts'

/** A collector that does not answer must not keep a finished run waiting. */
const TIMEOUT_MS = 10_000

export interface CollectorOptions {
  readonly url: string
  readonly net: Grant | undefined
  readonly screen: ErrorScreen
}

/**
 * Sends traces to an OTLP collector, each when its run is over. The run is done by then, so a collector that fails costs a
 * warning and not the result.
 *
 * @throws {UsageError} when `url` is none of http or https.
 * @throws {KernelError} `permission_denied` when its host is not granted.
 */
export function collector({ url, net, screen }: CollectorOptions): (format: TraceFormat) => TraceOutput {
  ensureGranted(url, net)
  return (format) => {
    let text = ''
    return {
      observer(event) {
        text += format.write(event)
      },
      async close() {
        const reason = await send(url, text + format.end(), net)
        if (reason !== undefined) screen.write(`warning: The trace was not taken by "${url}": ${reason}\n`)
      },
    }
  }
}

/** Told before the run, not after it. */
function ensureGranted(url: string, net: Grant | undefined): void {
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (target === undefined || !/^https?:$/.test(target.protocol)) {
    throw new UsageError(`"${url}" is not the URL of a collector`, 'Write --trace-url http://localhost:4318/v1/traces')
  }
  const port = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port)
  const place = { host: target.hostname, port }
  const granted = net === true || (Array.isArray(net) && hostGranted(net, place))
  settle({ kind: 'net', target: describeTarget(place), granted }, undefined)
}

/** @returns why it failed; `undefined` when it was taken. */
async function send(url: string, text: string, net: Grant | undefined): Promise<string | undefined> {
  const http = guardHttp(createNodeHttp(), net)
  try {
    const { status, body } = await http.send({
      url,
      method: 'POST',
      headers: [['content-type', 'application/json']],
      body: new TextEncoder().encode(text),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    for await (const _ of body) break
    return status >= 200 && status < 300 ? undefined : `it answered ${status}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
