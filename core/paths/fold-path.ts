import { isAbsolutePath } from './join-path.ts'

/**
 * Joins parts into one normalised path with `/`: an absolute part starts anew, `.` and `..` are resolved, `..` cannot
 * leave a root. A relative path stays relative; a separator at the end of the last part stays.
 *
 * @returns `.` when nothing is left.
 */
export function foldPath(parts: readonly string[]): string {
  let whole = ''
  for (const part of parts) {
    const slashed = part.replaceAll('\\', '/')
    if (slashed === '') continue
    whole = whole === '' || isAbsolutePath(slashed) ? slashed : `${whole}/${slashed}`
  }
  return normalise(whole)
}

function normalise(path: string): string {
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0] ?? ''
  const rest = path.slice(drive.length)
  const root = rest.startsWith('/') ? `${drive}/` : ''
  const segments: string[] = []
  for (const segment of rest.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..' || (root === '' && (segments.length === 0 || segments.at(-1) === '..'))) segments.push(segment)
    else segments.pop()
  }
  if (segments.length === 0) return root === '' ? '.' : root
  return root + segments.join('/') + (rest.endsWith('/') ? '/' : '')
}
