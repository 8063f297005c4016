import { fileError } from '../../core/errors/file-error.ts'
import type { createGitFiles } from './git-files.ts'

type GitFiles = ReturnType<typeof createGitFiles>

/**
 * The files of a repository that changes no more, for reading much of it: each path is looked at once, and what its
 * folder does not list is not asked for. The library looks for every object in several places.
 */
export function settledGitFiles({ promises }: GitFiles): GitFiles {
  const stat = once(promises.stat)
  const readdir = once(promises.readdir)
  const names = once(async (folder: string) => {
    const listed = await readdir(folder).catch(() => [])
    return new Set(listed)
  })
  return {
    promises: {
      ...promises,
      stat,
      lstat: stat,
      readdir,
      async readFile(path, options) {
        const cut = path?.lastIndexOf('/') ?? -1
        if (path !== undefined && cut > 0 && !(await names(path.slice(0, cut))).has(path.slice(cut + 1))) {
          throw fileError('ENOENT', path)
        }
        return promises.readFile(path, options)
      },
    },
  }
}

/** A function of a path that is asked once per path. */
function once<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (path) => {
    let answer = answers.get(path)
    if (answer === undefined) {
      answer = ask(path)
      answers.set(path, answer)
    }
    return answer
  }
}
