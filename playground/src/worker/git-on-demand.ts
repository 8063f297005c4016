import type { BrowserHostOptions } from '../../../adapters/browser/browser-host.ts'

/** A `git` port whose program is loaded by its first clone: it is larger than the rest of the worker. */
export const gitOnDemand: NonNullable<BrowserHostOptions['git']> = (parts) => ({
  async clone(request) {
    const { createGitHere } = await import('./create-git-here.ts')
    return createGitHere(parts).clone(request)
  },
})
