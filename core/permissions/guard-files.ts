import type { FilesPort } from '../host/files.ts'
import type { PathRules } from './path-rules.ts'

/**
 * A files port that reaches what `read` and `write` grant, and nothing else.
 *
 * Every path is normalised and resolved first, and the resolved path is what the driver gets: what was checked is what
 * is used. Facts of a path may be asked by whoever may read or write there.
 */
export function guardFiles(files: FilesPort, rules: PathRules): FilesPort {
  const settle = files.settle && (async (folder: string) => files.settle?.(await rules.path(folder, 'write')))
  return {
    ...(settle && { settle }),
    cwd: files.cwd,
    kind: files.kind,
    read: async (path, options) => files.read(await rules.path(path, 'read'), options),
    async *stream(path, options) {
      yield* files.stream(await rules.path(path, 'read'), options)
    },
    write: async (path, data, options) => files.write(await rules.path(path, 'write'), data, options),
    sink: async (path, options) => files.sink(await rules.path(path, 'write'), options),
    list: async (path) => files.list(await rules.path(path, 'read')),
    async info(path, options) {
      const allowed = await (options?.follow === false
        ? rules.entry(path, 'read', 'write')
        : rules.path(path, 'read', 'write'))
      return files.info(allowed, options)
    },
    makeDirectory: async (path) => files.makeDirectory(await rules.path(path, 'write')),
    remove: async (path) => files.remove(await rules.entry(path, 'write')),
    async rename(from, to) {
      // What is moved can be read in its new place, so it takes the right to read it in the old one.
      await rules.entry(from, 'read')
      return files.rename(await rules.entry(from, 'write'), await rules.entry(to, 'write'))
    },
    realPath: async (path) => files.realPath(await rules.path(path, 'read', 'write')),
  }
}
