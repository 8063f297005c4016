import { freePath, isFolderPath, safePath } from '../workspace/paths.ts'

/** Where files from outside go. */
export interface Placement<Content> {
  /** Content by free path of the workspace; paths of empty folders end in a slash. */
  readonly files: ReadonlyMap<string, Content>
  /** Paths that were left out, as they were written: they would have left the workspace. */
  readonly unsafe: readonly string[]
  /** Paths that had to be changed because another of these files has the same, perhaps in other letters. */
  readonly renamed: readonly string[]
}

/**
 * Finds places for files and empty folders from outside, by the path that they bring, so that nothing is overwritten: whole folders get a
 * free name at the top, and of two names that some systems cannot tell apart the second one a number.
 *
 * @param isTaken whether the workspace has a path, in whatever letters.
 */
export function placeFiles<Content>(
  incoming: Iterable<readonly [path: string, content: Content]>,
  isTaken: (path: string) => boolean,
): Placement<Content> {
  const unsafe: string[] = []
  const renamed: string[] = []
  const unique = new Map<string, Content>()
  const wanted: Array<readonly [string, Content]> = []
  const folders = new Set<string>()
  for (const [written, content] of incoming) {
    const path = safePath(written)
    if (path === null || /^[a-z]:/i.test(written)) {
      unsafe.push(written)
      continue
    }
    const place = isFolderPath(written) ? `${path}/` : path
    wanted.push([place, content])
    for (let at = place.indexOf('/', 1); at > 0; at = place.indexOf('/', at + 1))
      folders.add(place.slice(0, at).toLowerCase())
  }
  const used = new Set(folders)
  for (const [path, content] of wanted) {
    if (isFolderPath(path)) {
      unique.set(path, content)
      continue
    }
    const free = freePath(path, (candidate) => used.has(candidate.toLowerCase()))
    if (free !== path) renamed.push(free)
    used.add(free.toLowerCase())
    unique.set(free, content)
  }
  return { files: atFreeTops(unique, isTaken), unsafe, renamed }
}

/** All that shares its first name moves together. */
function atFreeTops<Content>(
  files: ReadonlyMap<string, Content>,
  isTaken: (path: string) => boolean,
): Map<string, Content> {
  const tops = new Map<string, string>()
  const given = new Set<string>()
  const placed = new Map<string, Content>()
  for (const [path, content] of files) {
    const top = /^\/[^/]+/.exec(path)![0]
    const key = top.toLowerCase()
    let free = tops.get(key)
    if (free === undefined) {
      free = freePath(top, (candidate) => isTaken(candidate) || given.has(candidate.toLowerCase()))
      tops.set(key, free)
      given.add(free.toLowerCase())
    }
    placed.set(free + path.slice(top.length), content)
  }
  return placed
}
