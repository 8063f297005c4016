/** A text with U+FFFD in the place of each half of a surrogate pair that stands alone: what can be encoded for a URL. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}
