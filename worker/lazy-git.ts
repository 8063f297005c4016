import type { CreateGitOptions } from '../adapters/git/index.ts'
import type { GitPort } from '../core/host/git.ts'

/** Git that is loaded by the first clone: most runs have none. */
export function lazyGit(options: CreateGitOptions): GitPort {
  return {
    async clone(request) {
      const [{ createGit }, { provideBuffer }] = await Promise.all([
        import('../adapters/git/index.ts'),
        import('../adapters/web/provide-buffer.ts'),
      ])
      provideBuffer()
      return createGit(options).clone(request)
    },
  }
}
