const SETTABLE = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const

interface UrlRequest {
  readonly url: string
  readonly base?: string
  /** A part to set before answering, with its new value. */
  readonly key?: string
  readonly value?: string
}

/** Parses or changes a URL for the guest. @returns JSON of its parts, `null` when it is not a URL. */
export function parseUrl(request: string): string {
  const { url, base, key, value = '' }: UrlRequest = JSON.parse(request)
  if (!URL.canParse(url, base)) return 'null'
  const parsed = new URL(url, base)
  const settable = SETTABLE.find((name) => name === key)
  if (settable === 'href' && !URL.canParse(value)) return 'null'
  if (settable !== undefined) parsed[settable] = value
  const parts: Record<string, string> = { origin: parsed.origin }
  for (const name of SETTABLE) parts[name] = parsed[name]
  return JSON.stringify(parts)
}

/** What may make a host name that has to be converted. */
const INTERNATIONAL = /[^\0-\x7f]|\\u|xn--/i

/**
 * Work units that parsing costs the script. The host does it, unseen by the meter, and the conversion of host names is
 * quadratic: 50,000 Chinese signs take it two seconds.
 */
export function urlCost(request: string): number {
  const { length } = request
  return 10 * length + (INTERNATIONAL.test(request) ? Math.ceil(length ** 2 / 2) : 0)
}
