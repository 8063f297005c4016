import { nameProblem } from '../workspace/paths.ts'

/** Where files come from: a repository, and perhaps a ref and a folder in it. */
export interface RepositoryAddress {
  readonly url: string
  readonly ref?: string
  readonly folder?: string
}

/** What the pages of Git services put between a repository and a place in it. */
const PLACES = [
  /^(?<repository>\/.+?)\/-\/(?<kind>tree|blob)\/(?<ref>[^/]+)(?:\/(?<path>.+))?$/,
  /^(?<repository>\/[^/]+\/[^/]+)\/(?<kind>tree|blob)\/(?<ref>[^/]+)(?:\/(?<path>.+))?$/,
  /^(?<repository>\/[^/]+\/[^/]+)\/(?<kind>src)\/(?:branch|tag|commit)\/(?<ref>[^/]+)(?:\/(?<path>.+))?$/,
] as const

/**
 * Reads what people paste: the address of a repository, the address of a page that shows a folder or file of it, or the
 * short form for SSH, which a page cannot use.
 *
 * A branch with a slash in its name cannot be told from a folder: its first part counts as the branch.
 *
 * @returns the address, or in words why it is none.
 */
export function readRepositoryAddress(text: string): RepositoryAddress | { readonly problem: string } {
  const written = withScheme(text.trim())
  if (!URL.canParse(written)) return { problem: 'That is not the address of a repository' }
  const url = new URL(written)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { problem: `A page reads https and http addresses only, not "${url.protocol}"` }
  if (url.username !== '' || url.password !== '')
    return { problem: 'Leave name and password out of the address: the proxy would see them' }
  if (!/[^/]/.test(url.pathname)) return { problem: 'The address names a server and no repository' }
  for (const pattern of PLACES) {
    const { repository, kind, ref, path } = pattern.exec(url.pathname)?.groups ?? {}
    if (repository === undefined || ref === undefined) continue
    const folder = kind === 'blob' ? path?.split('/').slice(0, -1).join('/') : path?.replace(/\/+$/, '')
    return {
      url: url.origin + repository,
      ref: decodeURIComponent(ref),
      ...(folder === undefined || folder === '' ? {} : { folder: decodeURIComponent(folder) }),
    }
  }
  return { url: url.origin + url.pathname.replace(/\/+$/, '') }
}

/** The folder that imported files go to, before it is made free: the last name that the address has. */
export function folderNameOf({ url, folder }: RepositoryAddress): string {
  const name = (folder ?? url)
    .split('/')
    .at(-1)!
    .replace(/\.git$/, '')
  return nameProblem(name) === null ? name : 'repository'
}

function withScheme(text: string): string {
  const short = /^[\w.-]+@([\w.-]+):(?!\/)(.+)$/.exec(text)
  if (short !== null) return `https://${short[1]}/${short[2]}`
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`
}
