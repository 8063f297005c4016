const NOT_ASCII = /[\u007f-\uffff]/g

/** JSON text in which every UTF-16 unit from U+007F up is written as `\\u` and four lowercase digits. */
export function asciiJson(text: string): string {
  return text.replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
