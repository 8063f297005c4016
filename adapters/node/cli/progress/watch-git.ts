import type { GitPort } from '../../../../core/host/git.ts'
import type { Transfers } from './transfers.ts'

/** A Git port that shows how far each clone is. */
export function watchGit(git: GitPort, transfers: Transfers): GitPort {
  return {
    ...git,
    async clone(request) {
      const transfer = transfers.beginClone(request.url)
      try {
        return await git.clone({
          ...request,
          onProgress(progress) {
            transfer.update(progress)
            request.onProgress?.(progress)
          },
        })
      } finally {
        transfer.end()
      }
    },
  }
}
