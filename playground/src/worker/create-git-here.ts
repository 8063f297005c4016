import { type CreateGitOptions, createGit } from '../../../adapters/git/create-git.ts'
import { provideBuffer } from '../../../adapters/web/provide-buffer.ts'
import type { GitPort } from '../../../core/host/git.ts'

/** Git in a worker of the page, with what its library expects to find there. */
export function createGitHere(options: CreateGitOptions): GitPort {
  provideBuffer()
  return createGit(options)
}
