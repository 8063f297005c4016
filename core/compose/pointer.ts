/** JSON pointer to `key` below `base`; `~` and `/` in the key are escaped (RFC 6901). */
export function joinPointer(base: string, key: string | number): string {
  if (typeof key === 'number') return `${base}/${key}`
  return `${base}/${/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`
}

/** The unescaped segments of a JSON pointer; none for the root `''`. */
export function splitPointer(pointer: string): string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => (segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment))
}
