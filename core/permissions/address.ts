/**
 * What a literal address leads to. Anything but `public` is inside the machine or its network, or not a single host:
 * reaching it because a name was granted would be a hole (SSRF).
 */
export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'metadata'
  | 'unspecified'
  | 'multicast'
  | 'reserved'

/** Names that lead inside without looking like an address. */
const LOCAL_NAMES: Readonly<Record<string, AddressKind>> = {
  localhost: 'loopback',
  'localhost.localdomain': 'loopback',
  'ip6-localhost': 'loopback',
  'ip6-loopback': 'loopback',
  metadata: 'metadata',
  'metadata.google.internal': 'metadata',
  'metadata.goog': 'metadata',
  'instance-data': 'metadata',
  'instance-data.ec2.internal': 'metadata',
}

/** Addresses at which clouds tell a machine its secrets, beside the link-local ones. */
const METADATA_V4: readonly number[] = [
  ipv4(169, 254, 169, 254),
  ipv4(169, 254, 170, 2),
  ipv4(100, 100, 100, 200),
  ipv4(192, 0, 0, 192),
  ipv4(168, 63, 129, 16),
]

const RANGES_V4: ReadonlyArray<readonly [base: number, bits: number, kind: AddressKind]> = [
  [ipv4(0, 0, 0, 0), 8, 'unspecified'],
  [ipv4(10, 0, 0, 0), 8, 'private'],
  [ipv4(100, 64, 0, 0), 10, 'private'],
  [ipv4(127, 0, 0, 0), 8, 'loopback'],
  [ipv4(169, 254, 0, 0), 16, 'link-local'],
  [ipv4(172, 16, 0, 0), 12, 'private'],
  [ipv4(192, 0, 0, 0), 24, 'reserved'],
  [ipv4(192, 0, 2, 0), 24, 'reserved'],
  [ipv4(192, 88, 99, 0), 24, 'reserved'],
  [ipv4(192, 168, 0, 0), 16, 'private'],
  [ipv4(198, 18, 0, 0), 15, 'reserved'],
  [ipv4(198, 51, 100, 0), 24, 'reserved'],
  [ipv4(203, 0, 113, 0), 24, 'reserved'],
  [ipv4(224, 0, 0, 0), 4, 'multicast'],
  [ipv4(240, 0, 0, 0), 4, 'reserved'],
]

/**
 * Classifies the host part of a URL, or an address a name was resolved to.
 *
 * Reads IPv4 in every form that resolvers take (dotted, decimal, octal, hexadecimal, fewer than four parts), IPv6 with or
 * without brackets and zone, and IPv4 inside IPv6. Names of the machine itself and of cloud metadata services count too.
 *
 * @returns `null` for any other name: what it leads to is known only after resolving it.
 * Spec: none, ours; SECURITY S17.
 */
export function classifyAddress(host: string): AddressKind | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  const local = Object.hasOwn(LOCAL_NAMES, name) ? LOCAL_NAMES[name]! : null
  if (local !== null) return local
  if (name.endsWith('.localhost')) return 'loopback'
  const address = parseIPv4(name)
  if (address !== null) return kindOfIPv4(address)
  const groups = parseIPv6(name)
  return groups === null ? null : kindOfIPv6(groups)
}

function kindOfIPv4(address: number): AddressKind {
  if (METADATA_V4.includes(address)) return 'metadata'
  for (const [base, bits, kind] of RANGES_V4) {
    if (Math.floor(address / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits))) return kind
  }
  return 'public'
}

function kindOfIPv6(groups: readonly number[]): AddressKind {
  const [g0 = 0, g1 = 0, g2 = 0, , , g5 = 0, g6 = 0, g7 = 0] = groups
  const last = g6 * 65_536 + g7
  if (groups.slice(0, 6).every((group) => group === 0)) {
    if (last === 0) return 'unspecified'
    return last === 1 ? 'loopback' : kindOfIPv4(last)
  }
  if (groups.slice(0, 5).every((group) => group === 0) && g5 === 0xffff) return kindOfIPv4(last)
  // NAT64 and 6to4 carry an IPv4 address that the network unpacks.
  if (g0 === 0x64 && g1 === 0xff9b) return g2 === 0 ? kindOfIPv4(last) : 'private'
  if (g0 === 0x2002) return kindOfIPv4(g1 * 65_536 + g2)
  if (g0 === 0xfd00 && g1 === 0xec2 && g7 === 0x254) return 'metadata'
  if ((g0 & 0xfe00) === 0xfc00) return 'private'
  if ((g0 & 0xffc0) === 0xfe80) return 'link-local'
  if ((g0 & 0xffc0) === 0xfec0) return 'private'
  if ((g0 & 0xff00) === 0xff00) return 'multicast'
  // Outside 2000::/3 nothing is handed out; inside it, documentation, Teredo and other protocols are set aside.
  if ((g0 & 0xe000) !== 0x2000) return 'reserved'
  if (g0 === 0x2001 && (g1 < 0x200 || g1 === 0xdb8)) return 'reserved'
  return g0 === 0x3fff && g1 < 0x1000 ? 'reserved' : 'public'
}

function ipv4(a: number, b: number, c: number, d: number): number {
  return ((a * 256 + b) * 256 + c) * 256 + d
}

/** One to four numbers; the last fills the bytes that are left. */
function parseIPv4(text: string): number | null {
  const parts = text.split('.')
  if (parts.length > 4) return null
  const numbers = parts.map(parseIPv4Part)
  let address = 0
  for (const [index, number] of numbers.entries()) {
    const isLast = index === numbers.length - 1
    const limit = isLast ? 256 ** (5 - numbers.length) : 256
    if (number === null || number >= limit) return null
    address += number * (isLast ? 1 : 256 ** (3 - index))
  }
  return address
}

function parseIPv4Part(part: string): number | null {
  if (/^0x[0-9a-f]*$/.test(part)) return part.length === 2 ? 0 : Number.parseInt(part, 16)
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8)
  return /^(0|[1-9]\d*)$/.test(part) ? Number.parseInt(part, 10) : null
}

/** Eight 16-bit groups, or `null`. */
function parseIPv6(text: string): number[] | null {
  const inner = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  if (!inner.includes(':')) return null
  const halves = inner.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map(parseGroups)
  if (head === null || head === undefined || tail === null) return null
  if (tail === undefined) return head.length === 8 ? head : null
  const missing = 8 - head.length - tail.length
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail]
}

function parseGroups(text: string): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const address = part.split('.').length === 4 ? parseIPv4(part) : null
      if (address === null) return null
      groups.push(Math.floor(address / 65_536), address % 65_536)
    } else if (/^[0-9a-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}
