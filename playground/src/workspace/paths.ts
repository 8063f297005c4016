/** The folder of a file: `/a/b.txt` is in `/a`, `/b.txt` in the root, which is the empty text. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether a path is that of an empty folder, in zips and wherever files are listed to be imported: it ends in a slash. */
export function isFolderPath(path: string): boolean {
  return path.endsWith('/')
}

/** Why a name cannot be given to a file or folder; `null` when it can. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'A name is needed'
  if (name === '.' || name === '..') return `"${name}" is not a name`
  if (name.length > 200) return 'The name is longer than 200 characters'
  const control = [...name].some((char) => char.charCodeAt(0) < 32)
  return /[\\/]/.test(name) || control ? 'A name has no slashes and no control characters' : null
}

/** A path from outside (a zip, a link, a dropped folder) as one inside the workspace; `null` when it leaves it. */
export function safePath(path: string): string | null {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
  if (parts.length === 0 || parts.length > 32 || parts.some((part) => nameProblem(part) !== null)) return null
  return `/${parts.join('/')}`
}

/** The path, or the first of `name-2.txt`, `name-3.txt`… that is not taken. */
export function freePath(path: string, isTaken: (path: string) => boolean): string {
  const [, stem = path, extension = ''] = /^(.*[^/])(\.[A-Za-z]\w{0,9})$/.exec(path) ?? []
  for (let count = 2, candidate = path; ; candidate = `${stem}-${count++}${extension}`)
    if (!isTaken(candidate)) return candidate
}
