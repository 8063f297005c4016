/** Characters that some file systems leave out of names: `.g\u200cit` is `.git` there. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g
/** `.git`, and the short name that Windows gives it. */
const SETTINGS: ReadonlySet<string> = new Set(['.git', 'git~1'])

/** Whether one name of a tree may be made on disk, on any system: it leads nowhere else and hides no settings. */
export function isSafeName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false
  if (/[/\\\0]/.test(name) || /^[A-Za-z]:/.test(name)) return false
  const seen = name
    .replace(IGNORED, '')
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '')
  return seen !== '' && !SETTINGS.has(seen)
}

/** Whether a link at `path` (from the root of the clone, with `/`) with this target stays inside the clone. */
export function isSafeLink(path: string, target: string): boolean {
  if (target === '' || /[\\\0]/.test(target) || target.startsWith('/') || /^[A-Za-z]:/.test(target)) return false
  const inside = path.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') inside.push(segment)
    else if (inside.pop() === undefined) return false
  }
  return inside.every(isSafeName)
}
