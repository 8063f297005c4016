import { describe, expect, it } from 'vitest'
import type { HttpPort, HttpRequest } from '../host/http.ts'
import { guardHttp } from './guard-network.ts'
import type { Grant } from './permissions.ts'

/** The check of addresses that a driver gets for a request. */
async function admitFor(grant: Grant, url: string) {
  const sent: HttpRequest[] = []
  const http: HttpPort = {
    async send(request) {
      sent.push(request)
      return { status: 200, statusText: '', headers: [], body: (async function* () {})() }
    },
  }
  await guardHttp(http, grant).send({ url, method: 'GET', headers: [] })
  return sent[0]?.admitAddress
}

describe('guardHttp() addresses', () => {
  const inside = [
    '127.0.0.1',
    '::1',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    '0.0.0.0',
  ]

  it('takes public addresses of a granted name, and none inside', async () => {
    const admit = await admitFor(['name.test'], 'http://name.test/')
    for (const address of ['93.184.216.34', '2606:4700::1']) expect(() => admit?.(address)).not.toThrow()
    for (const address of inside) {
      expect(() => admit?.(address), address).toThrow(expect.objectContaining({ code: 'permission_denied' }))
    }
    const all = await admitFor(['*'], 'http://name.test/')
    expect(() => all?.('10.0.0.1')).toThrow('Reaching "10.0.0.1:80" was not granted to this run')
  })

  it('takes an address inside that is granted itself', async () => {
    const admit = await admitFor(['name.test', '10.0.0.1:8080'], 'http://name.test:8080/')
    expect(() => admit?.('10.0.0.1')).not.toThrow()
    expect(() => admit?.('10.0.0.2')).toThrow()
  })

  it('takes what a granted local name means', async () => {
    const admit = await admitFor(['localhost'], 'http://localhost:3000/')
    for (const address of ['127.0.0.1', '::1']) expect(() => admit?.(address)).not.toThrow()
    expect(() => admit?.('10.0.0.1')).toThrow()
  })

  it('asks nothing where everything is granted', async () => {
    expect(await admitFor(true, 'http://name.test/')).toBeUndefined()
  })
})
