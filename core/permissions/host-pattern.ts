import { classifyAddress } from './address.ts'

/** A host and port that a run wants to reach or listen on. */
export interface HostTarget {
  /** As in a URL: IPv6 with or without brackets. */
  readonly host: string
  readonly port: number
}

/** The host name in the form that is compared: lower case, no dot at its end, addresses as URLs write them. */
export function normaliseHost(host: string): string {
  const bare = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const url = `http://${bare}/`
  const hostname = URL.canParse(url) ? new URL(url).hostname : bare.toLowerCase()
  return hostname.replace(/\.$/, '')
}

/** `host:port` for messages and for the flag that grants it. */
export function describeTarget({ host, port }: HostTarget): string {
  return `${normaliseHost(host)}:${port}`
}

/**
 * Whether one of the patterns names the target.
 *
 * `example.com` takes every port, `example.com:8080` one; `*.example.com` takes what is below it and not itself, `*` every
 * host, `*:443` every host at one port. IPv6 addresses with a port need brackets. A wildcard never takes an address or
 * name that leads inside the machine or its network: those have to be named.
 */
export function hostGranted(patterns: readonly string[], target: HostTarget): boolean {
  const host = normaliseHost(target.host)
  const kind = classifyAddress(host)
  const isInside = kind !== null && kind !== 'public'
  return patterns.some((pattern) => {
    const { name, port } = splitPattern(pattern.trim())
    if (port !== undefined && port !== target.port) return false
    if (name === '*') return !isInside
    if (name.startsWith('*.')) return !isInside && host.endsWith(`.${normaliseHost(name.slice(2))}`)
    return name !== '' && normaliseHost(name) === host
  })
}

/**
 * Whether one of the patterns names an address to listen on: as `hostGranted`, but `*` takes every address, since those
 * of a machine all lead inside.
 */
export function addressGranted(patterns: readonly string[], target: HostTarget): boolean {
  const isAny = (pattern: string) => {
    const { name, port } = splitPattern(pattern.trim())
    return name === '*' && (port === undefined || port === target.port)
  }
  return patterns.some(isAny) || hostGranted(patterns, target)
}

function splitPattern(pattern: string): { readonly name: string; readonly port?: number } {
  const match = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(pattern)
  if (match === null) return { name: pattern }
  return { name: match[1]!, port: Number(match[2]) }
}
