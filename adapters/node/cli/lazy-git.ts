import type { GitPort } from '../../../core/host/git.ts'
import type { CreateGitOptions } from '../../git/index.ts'

/** Git that is loaded when it is first needed: most runs have no remotes. */
export function lazyGit(options: CreateGitOptions): Required<GitPort> {
  let port: ReturnType<typeof load> | undefined
  const load = async () => (await import('../../git/index.ts')).createGit(options)
  const loaded = () => {
    port ??= load()
    return port
  }
  return {
    clone: async (request) => (await loaded()).clone(request),
    lookUp: async (request) => (await loaded()).lookUp(request),
  }
}
