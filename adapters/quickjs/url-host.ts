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
