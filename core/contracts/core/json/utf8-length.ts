const encoder = new TextEncoder()

/** How many bytes `text` takes in UTF-8; a lone surrogate takes the three bytes of its replacement. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length
}
