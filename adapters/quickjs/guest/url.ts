/**
 * Guest source, loaded on first use: `URL` and `URLSearchParams`.
 *
 * Parsing is the host's, which has the WHATWG parser on every platform: only texts cross, and nothing is fetched.
 */
export const urlSource = String.raw`
  const { TextEncoder, TextDecoder } = load('textCoding')
  const MAX_URL = 65536
  const askUrl = (request) => {
    const text = $stringify(request)
    if (text.length > MAX_URL) throw new $TypeError('Invalid URL: longer than ' + MAX_URL + ' characters')
    return $parse($hostUrl(text))
  }

  class URLSearchParams {
    #list = []
    #changed = undefined
    constructor(init = '', changed) {
      if (changed?.key === linkKey) this.#changed = changed.update
      if (typeof init === 'object' && init !== null) {
        const pairs = typeof init[$iterator] === 'function' ? [...init] : $entries(init)
        for (const pair of pairs) {
          const [key, value, ...rest] = pair
          if (value === undefined || rest.length > 0) throw new $TypeError('Each query pair must be a name and a value')
          this.#list.push([$String(key), $String(value)])
        }
      } else this.#read($String(init))
    }
    #read(text) {
      this.#list = []
      for (const part of (text[0] === '?' ? text.slice(1) : text).split('&')) {
        if (part === '') continue
        const cut = part.indexOf('=')
        this.#list.push(cut < 0 ? [decodePart(part), ''] : [decodePart(part.slice(0, cut)), decodePart(part.slice(cut + 1))])
      }
    }
    static relink(params, text, key) { if (key === linkKey) params.#read(text) }
    #write() { this.#changed?.(this.toString()) }
    get size() { return this.#list.length }
    append(name, value) { this.#list.push([$String(name), $String(value)]); this.#write() }
    delete(name, value) {
      this.#list = this.#list.filter((pair) => pair[0] !== $String(name) || (value !== undefined && pair[1] !== $String(value)))
      this.#write()
    }
    get(name) { return this.#list.find((pair) => pair[0] === $String(name))?.[1] ?? null }
    getAll(name) { return this.#list.filter((pair) => pair[0] === $String(name)).map((pair) => pair[1]) }
    has(name, value) { return this.#list.some((pair) => pair[0] === $String(name) && (value === undefined || pair[1] === $String(value))) }
    set(name, value) {
      const first = this.#list.findIndex((pair) => pair[0] === $String(name))
      if (first < 0) this.#list.push([$String(name), $String(value)])
      else {
        this.#list[first] = [$String(name), $String(value)]
        this.#list = this.#list.filter((pair, index) => index <= first || pair[0] !== $String(name))
      }
      this.#write()
    }
    sort() { this.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); this.#write() }
    forEach(visit, self) { for (const pair of this.#list) $apply(visit, self, [pair[1], pair[0], this]) }
    *entries() { for (const pair of this.#list) yield [pair[0], pair[1]] }
    *keys() { for (const pair of this.#list) yield pair[0] }
    *values() { for (const pair of this.#list) yield pair[1] }
    [$iterator]() { return this.entries() }
    toString() { return this.#list.map((pair) => encodePart(pair[0]) + '=' + encodePart(pair[1])).join('&') }
  }
  const linkKey = {}
  const relinkParams = URLSearchParams.relink
  delete URLSearchParams.relink

  const decodePart = (text) => {
    const encoded = text.replace(/\+/g, ' ')
    if (!encoded.includes('%')) return encoded
    const raw = new TextEncoder().encode(encoded)
    const bytes = []
    for (let index = 0; index < raw.length; index++) {
      const digits = raw[index] === 0x25 ? $fromCodePoint(raw[index + 1] ?? 0, raw[index + 2] ?? 0) : ''
      if (/^[0-9a-fA-F]{2}$/.test(digits)) {
        bytes.push($parseInt(digits, 16))
        index += 2
      } else bytes.push(raw[index])
    }
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new $Uint8Array(bytes))
  }
  const encodePart = (text) =>
    $encodeURIComponent(text.toWellFormed())
      .replace(/[!'()~]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase())
      .replace(/%20/g, '+')

  class URL {
    #parts
    #params
    constructor(url, base) {
      const request = base === undefined ? { url: $String(url) } : { url: $String(url), base: $String(base) }
      this.#parts = askUrl(request)
      if (this.#parts === null) throw new $TypeError('Invalid URL: ' + quote($String(url)))
      this.#params = new URLSearchParams(this.#parts.search, { key: linkKey, update: (search) => { this.#set('search', search, false) } })
    }
    #set(key, value, relink = true) {
      const parts = askUrl({ url: this.#parts.href, key, value: $String(value) })
      if (parts === null) {
        if (key === 'href') throw new $TypeError('Invalid URL: ' + quote($String(value)))
        return
      }
      this.#parts = parts
      if (relink && (key === 'search' || key === 'href')) relinkParams(this.#params, parts.search, linkKey)
    }
    static canParse(url, base) {
      return askUrl(base === undefined ? { url: $String(url) } : { url: $String(url), base: $String(base) }) !== null
    }
    static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null }
    get origin() { return this.#parts.origin }
    get searchParams() { return this.#params }
    get href() { return this.#parts.href }
    set href(value) { this.#set('href', value) }
    get protocol() { return this.#parts.protocol }
    set protocol(value) { this.#set('protocol', value) }
    get username() { return this.#parts.username }
    set username(value) { this.#set('username', value) }
    get password() { return this.#parts.password }
    set password(value) { this.#set('password', value) }
    get host() { return this.#parts.host }
    set host(value) { this.#set('host', value) }
    get hostname() { return this.#parts.hostname }
    set hostname(value) { this.#set('hostname', value) }
    get port() { return this.#parts.port }
    set port(value) { this.#set('port', value) }
    get pathname() { return this.#parts.pathname }
    set pathname(value) { this.#set('pathname', value) }
    get search() { return this.#parts.search }
    set search(value) { this.#set('search', value) }
    get hash() { return this.#parts.hash }
    set hash(value) { this.#set('hash', value) }
    toString() { return this.#parts.href }
    toJSON() { return this.#parts.href }
  }
  return { URL, URLSearchParams }
`
