import { createGit } from '../../adapters/git/index.ts'
import { provideBuffer } from '../../adapters/web/provide-buffer.ts'
import type { Host } from '../../core/host/index.ts'

/** The host with Git on its own files and HTTP, where there is no Node. */
export function withWebGit(host: Host): Host {
  const { files, http, random } = host
  if (files === undefined || http === undefined) return host
  provideBuffer()
  return { ...host, git: createGit({ files, http, random }) }
}
