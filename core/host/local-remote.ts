import { wellFormed } from '../well-formed.ts'

/**
 * The path that a `file:` URL names, with `/` separators: `file:///a/b`, `file:///C:/a`.
 *
 * @returns `undefined` for any other URL, and for one that names another machine.
 */
export function localRemotePath(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  if (protocol !== 'file:' || (host !== '' && host !== 'localhost')) return undefined
  try {
    return decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:\/)/, '')
  } catch {
    return undefined
  }
}

/** The `file:` URL of an absolute path. */
export function localRemoteUrl(path: string): string {
  const encoded = wellFormed(path)
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^\/?([A-Za-z])%3A/, '/$1:')
  return `file://${encoded}`
}

/** Whether a remote is written as a path of this machine, and not as a URL: `../repo`, `C:\repo`, `~/repo`. */
export function isRemotePath(text: string): boolean {
  return !/^[a-z][a-z0-9+.-]+:/i.test(text) && !/^[^/@:]+@[^/:]+:/.test(text)
}
