import { urlWithoutSecrets } from '../../errors/http-error.ts'
import { KernelError } from '../../errors/kernel-error.ts'
import type { FileSink } from '../../host/files.ts'
import type { HttpResponse } from '../../host/http.ts'
import { requirePort } from '../../host/require-port.ts'
import type { Dict } from '../../values.ts'
import { buildRequest, type RequestInput } from '../core/http/build-request.ts'
import { authorization, withAuthorization } from '../core/http/credentials.ts'
import { exchange, withDeadline } from '../core/http/exchange.ts'
import { observedHttp } from '../core/http/observed-http.ts'
import { headerTable } from '../core/http/request.ts'
import { defineContract } from '../define-contract.ts'

const ID = 'lcod://axiom/http/download@1'

interface Input extends RequestInput {
  readonly path: string
  readonly auth?: Dict
  readonly timeoutMs?: number
  readonly followRedirects: boolean
}

/**
 * Downloads to a file, piece by piece: the file appears under its path only when it is complete, and what was there
 * before stays when anything fails. Parent folders are made.
 *
 * @throws {KernelError} `http_status` (`HTTP <status> when downloading <url>`) for anything but 200 to 299, and what
 *   `http/request` and the files of the host throw.
 * Spec: contracts.md 2.1.
 */
export const httpDownload = defineContract<Input>({
  id: ID,
  summary: 'Download a URL to a file',
  needs: ['http', 'files'],
  input: {
    type: 'object',
    required: ['url', 'path'],
    properties: {
      url: { type: 'string', minLength: 1, description: 'Absolute http or https URL' },
      path: { type: 'string', minLength: 1, description: 'File to write' },
      method: { type: 'string', default: 'GET' },
      headers: { type: 'object', description: 'Name → value or list of values' },
      query: { type: 'object', description: 'Added to the query of the URL' },
      body: { description: 'What is sent' },
      bodyEncoding: { enum: ['none', 'json', 'base64', 'form'], default: 'none' },
      auth: { type: 'object', description: 'type bearer or basic, secret (name of a granted variable), username' },
      timeoutMs: { type: 'integer', minimum: 0, description: 'Give up after this many ms; 0 or absent for never' },
      followRedirects: { type: 'boolean', default: true },
    },
  },
  output: {
    type: 'object',
    properties: {
      status: { type: 'integer' },
      headers: { type: 'object', description: 'Lower-case name → list of values' },
      bytes: { type: 'integer', description: 'Size of the file' },
    },
  },
  async run(input, call) {
    const http = observedHttp(call, requirePort(call.host, 'http', ID))
    const files = requirePort(call.host, 'files', ID)
    const request = withAuthorization(buildRequest(input), authorization(input.auth, call.host.env))
    return withDeadline(call, input.timeoutMs, request.url, async (signal) => {
      const { response } = await exchange({ ...request, signal }, http, input.followRedirects)
      if (response.status < 200 || response.status > 299) throw await refusal(response, request.url)
      const sink = await files.sink(call.resolvePath(input.path), { createParents: true })
      return { status: response.status, headers: headerTable(response), bytes: await store(response, sink) }
    })
  },
})

async function store(response: HttpResponse, sink: FileSink): Promise<number> {
  let bytes = 0
  try {
    for await (const chunk of response.body) {
      await sink.write(chunk)
      bytes += chunk.length
    }
    await sink.commit()
    return bytes
  } catch (error) {
    await sink.abort()
    throw error
  }
}

async function refusal(response: HttpResponse, url: string): Promise<KernelError> {
  await response.body[Symbol.asyncIterator]().return?.()
  const shown = urlWithoutSecrets(url)
  return new KernelError('http_status', `HTTP ${response.status} when downloading ${shown}`, {
    data: { status: response.status, url: shown },
  })
}
