/**
 * `path` as an absolute, normalised path with `/` separators: a relative one starts at `base`; `.` and `..` are
 * resolved and cannot leave the root. Windows drive letters count as absolute and are kept.
 */
export function joinPath(base: string, path: string): string {
  const slashed = path.replaceAll('\\', '/')
  const whole = isAbsolutePath(slashed) ? slashed : `${base.replaceAll('\\', '/')}/${slashed}`
  const drive = /^[A-Za-z]:/.exec(whole)?.[0] ?? ''
  const segments: string[] = []
  for (const segment of whole.slice(drive.length).split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') segments.pop()
    else segments.push(segment)
  }
  return `${drive}/${segments.join('/')}`
}

/** A leading slash, or a drive letter. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\') || /^[A-Za-z]:[\\/]/.test(path)
}
