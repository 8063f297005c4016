import { KernelError } from '../errors/kernel-error.ts'
import type { HttpPort } from '../host/http.ts'
import { classifyAddress } from '../permissions/address.ts'
import { normaliseHost } from '../permissions/host-pattern.ts'

/**
 * An HTTP port for what lists and servers name: public addresses, and the hosts that the project itself names. So no
 * list, redirect or name can lead the resolver into the network it runs in.
 *
 * @param trusted `host:port` as URLs write them, without the port of the protocol.
 * Spec: SECURITY S17.
 */
export function publicHttp(http: HttpPort, trusted: ReadonlySet<string>): HttpPort {
  return {
    async send(request) {
      const { host, hostname } = new URL(request.url)
      if (trusted.has(host)) return http.send(request)
      ensurePublic(normaliseHost(hostname), request.url)
      return http.send({ ...request, admitAddress: (address) => ensurePublic(address, request.url) })
    },
  }
}

function ensurePublic(address: string, url: string): void {
  const kind = classifyAddress(address)
  const isLocalName = kind === null && (address === 'localhost' || address.endsWith('.localhost'))
  if (!isLocalName && (kind === null || kind === 'public')) return
  throw new KernelError('permission_denied', `"${url}" leads to ${address}, which is not a public address`, {
    data: { url, address },
    hint: 'Name that host in resolve.config.json or in the sources of the project if it is meant',
  })
}
