import * as dns from 'node:dns'
import * as http from 'node:http'
import * as https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import type { HttpPort, HttpRequest, HttpResponse } from '../../core/host/http.ts'
import type { NodeHttpOptions } from './node-http.ts'
import { type BodyContext, bodyOf } from './node-http-body.ts'
import { IdleTimeout, toHttpError } from './node-http-error.ts'

const IDLE_TIMEOUT_MS = 300_000
const IDLE_SOCKETS = 32
/** Methods that change nothing, or nothing more when sent twice. */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])
/** Sent unless the request has its own: what `fetch` sends, so that servers answer alike on every host. */
const DEFAULT_HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'lcod' }

/** The client behind `createNodeHttp`. */
export function createHttpClient({ idleTimeoutMs = IDLE_TIMEOUT_MS, lookup }: NodeHttpOptions): HttpPort {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS }),
  }
  const resolve = lookup ?? (dns.lookup as LookupFunction)

  const attempt = (request: HttpRequest, answer: (response: HttpResponse) => void, reject: (error: Error) => void) => {
    const { protocol } = new URL(request.url)
    if (protocol !== 'http:' && protocol !== 'https:') {
      reject(toHttpError(new Error(`"${protocol}" is not HTTP`), request))
      return
    }
    const { request: open } = protocol === 'http:' ? http : https
    const outgoing = open(request.url, {
      agent: agents[protocol],
      method: request.method,
      headers: headersOf(request),
      lookup: admittedLookup(resolve, request.admitAddress),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    })
    let reason: Error | null = null
    const giveUp = (error: Error) => {
      reason = error
      outgoing.destroy(error)
    }
    let isSettled = false
    const fail = (cause: Error & { readonly code?: string }) => {
      if (isSettled) return
      isSettled = true
      // The server closed a kept connection just as we took it: it has seen nothing of the request.
      const isStale = outgoing.reusedSocket && cause.code === 'ECONNRESET'
      if (isStale && REPEATABLE.has(request.method)) attempt(request, answer, reject)
      else reject(toHttpError(cause, request))
    }
    // Also after the answer has come: an error without a listener would end the process.
    outgoing.on('error', fail)
    outgoing.on('close', () => fail(new Error('the connection ended without an answer')))
    outgoing.on('socket', (socket) => {
      watchIdle(outgoing, socket, { ms: idleTimeoutMs, giveUp })
      // A kept connection was made for a request that may have been granted more.
      if (socket.remoteAddress === undefined || request.admitAddress === undefined) return
      try {
        request.admitAddress(socket.remoteAddress)
      } catch (error) {
        giveUp(error as Error)
      }
    })
    outgoing.on('response', (incoming) => {
      isSettled = true
      answer(responseOf(incoming, { request, endedBy: () => reason }))
    })
    outgoing.end(request.body)
  }

  return { send: (request) => new Promise((answer, reject) => attempt(request, answer, reject)) }
}

function responseOf(incoming: http.IncomingMessage, context: BodyContext): HttpResponse {
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? '',
    headers: headerLines(incoming.rawHeaders),
    body: bodyOf(incoming, context),
  }
}

interface IdleRule {
  readonly ms: number
  giveUp(reason: Error): void
}

/** Gives a request up when its connection stands still, unless it is our own reader who keeps it waiting. */
function watchIdle(outgoing: http.ClientRequest, socket: Socket, { ms, giveUp }: IdleRule): void {
  let unread = () => 0
  outgoing.on('response', (incoming) => {
    unread = () => incoming.readableLength
  })
  const onIdle = () => {
    if (unread() > 0) socket.setTimeout(ms)
    else giveUp(new IdleTimeout(ms))
  }
  socket.setTimeout(ms)
  socket.on('timeout', onIdle)
  outgoing.on('close', () => {
    socket.setTimeout(0)
    socket.off('timeout', onIdle)
  })
}

/** One entry per name, a list when the name has several lines; names differ in case only once. */
function headersOf({ headers, body }: HttpRequest): Record<string, string | string[]> {
  const table = new Map<string, string[]>()
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) table.set(name, [value])
  const given = new Set<string>()
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    if (given.has(lower)) table.get(lower)?.push(value)
    else table.set(lower, [value])
    given.add(lower)
  }
  // Without it, Node sends the body of some methods with no frame around it.
  if (body !== undefined) table.set('content-length', [String(body.length)])
  const lines: Record<string, string | string[]> = Object.create(null)
  for (const [name, values] of table) lines[name] = values.length === 1 ? values[0]! : values
  return lines
}

function headerLines(raw: readonly string[]): Array<readonly [string, string]> {
  const lines: Array<readonly [string, string]> = []
  for (let at = 0; at + 1 < raw.length; at += 2) lines.push([raw[at]!.toLowerCase(), raw[at + 1]!])
  return lines
}

/** A lookup that gives only the addresses the request may reach, and fails when that is none. */
function admittedLookup(lookup: LookupFunction, admit: HttpRequest['admitAddress']): LookupFunction {
  if (admit === undefined) return lookup
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, [])
      const addresses = typeof found === 'string' ? [{ address: found, family: found.includes(':') ? 6 : 4 }] : found
      let refusal: unknown = null
      const admitted = addresses.filter(({ address }) => {
        try {
          admit(address)
          return true
        } catch (error) {
          refusal = error
          return false
        }
      })
      const [first] = admitted
      if (first === undefined) return callback((refusal ?? new Error('no address')) as NodeJS.ErrnoException, [])
      return options.all === true ? callback(null, admitted) : callback(null, first.address, first.family)
    })
  }
}
