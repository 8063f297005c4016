/** Guest source, loaded on first use: `TextEncoder` and a `TextDecoder` for UTF-8, after the WHATWG Encoding standard. */
export const textCodingSource = `
  class TextEncoder {
    get encoding() { return 'utf-8' }
    encode(text = '') {
      text = $String(text)
      const bytes = new $Uint8Array(text.length * 3)
      let end = 0
      for (let index = 0; index < text.length; index++) {
        let code = text.codePointAt(index)
        if (code > 0xffff) index++
        else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd
        if (code < 0x80) bytes[end++] = code
        else {
          if (code < 0x800) bytes[end++] = 0xc0 | (code >> 6)
          else {
            if (code < 0x10000) bytes[end++] = 0xe0 | (code >> 12)
            else {
              bytes[end++] = 0xf0 | (code >> 18)
              bytes[end++] = 0x80 | ((code >> 12) & 0x3f)
            }
            bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
          }
          bytes[end++] = 0x80 | (code & 0x3f)
        }
      }
      return bytes.slice(0, end)
    }
  }

  const UTF8_LABELS = ['utf-8', 'utf8', 'unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'x-unicode20utf8']

  class TextDecoder {
    #fatal
    #ignoreBOM
    #started = false
    #code = 0
    #needed = 0
    #lower = 0x80
    #upper = 0xbf
    constructor(label = 'utf-8', options) {
      if (!UTF8_LABELS.includes($String(label).trim().toLowerCase())) {
        throw new $RangeError('TextDecoder knows only utf-8, found ' + quote($String(label)))
      }
      this.#fatal = $Boolean(options?.fatal)
      this.#ignoreBOM = $Boolean(options?.ignoreBOM)
    }
    get encoding() { return 'utf-8' }
    get fatal() { return this.#fatal }
    get ignoreBOM() { return this.#ignoreBOM }
    decode(input, options) {
      const bytes = viewBytes(input)
      let text = ''
      const emit = (code) => {
        if (!this.#started) {
          this.#started = true
          if (code === 0xfeff && !this.#ignoreBOM) return
        }
        text += $fromCodePoint(code)
      }
      const malformed = () => {
        this.#needed = 0
        this.#lower = 0x80
        this.#upper = 0xbf
        if (this.#fatal) {
          this.#started = false
          throw new $TypeError('The encoded data was not valid UTF-8')
        }
        emit(0xfffd)
      }
      for (let index = 0; index < bytes.length; index++) {
        const byte = bytes[index]
        if (this.#needed === 0) {
          if (byte < 0x80) emit(byte)
          else if (byte >= 0xc2 && byte <= 0xdf) { this.#needed = 1; this.#code = byte & 0x1f }
          else if (byte >= 0xe0 && byte <= 0xef) {
            if (byte === 0xe0) this.#lower = 0xa0
            if (byte === 0xed) this.#upper = 0x9f
            this.#needed = 2
            this.#code = byte & 0xf
          } else if (byte >= 0xf0 && byte <= 0xf4) {
            if (byte === 0xf0) this.#lower = 0x90
            if (byte === 0xf4) this.#upper = 0x8f
            this.#needed = 3
            this.#code = byte & 0x7
          } else malformed()
          continue
        }
        if (byte < this.#lower || byte > this.#upper) {
          malformed()
          index-- // the byte may begin the next character
          continue
        }
        this.#lower = 0x80
        this.#upper = 0xbf
        this.#code = (this.#code << 6) | (byte & 0x3f)
        if (--this.#needed === 0) emit(this.#code)
      }
      if (options?.stream !== true) {
        if (this.#needed > 0) malformed()
        this.#started = false
      }
      return text
    }
  }

  const viewBytes = (input) => {
    if (input === undefined) return new $Uint8Array(0)
    if (input instanceof $Uint8Array) return input
    if (input instanceof $ArrayBuffer) return new $Uint8Array(input)
    if ($ArrayBuffer.isView(input)) return new $Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    throw new $TypeError('TextDecoder.decode() needs an ArrayBuffer or a view of one')
  }
  return { TextEncoder, TextDecoder }
`
