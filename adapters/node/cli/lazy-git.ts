import type { GitPort } from '../../../core/host/git.ts'
import type { CreateGitOptions } from '../../git/index.ts'

/** Git that is loaded by the first clone: most runs have none. */
export function lazyGit(options: CreateGitOptions): GitPort {
  let port: GitPort | undefined
  return {
    async clone(request) {
      port ??= (await import('../../git/index.ts')).createGit(options)
      return port.clone(request)
    },
  }
}
