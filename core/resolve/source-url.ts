import { KernelError } from '../errors/kernel-error.ts'
import { defaultFilename, type GitSpec, type HttpSpec, isArchive } from './source-spec.ts'

/**
 * The source that a URL stands for:
 *
 * | URL | source |
 * |---|---|
 * | `git+https://…`, `git+file:///…`, `….git` | a Git repository; `#ref` is a branch, tag or commit, `?path=` a folder in it |
 * | `….lcpkg` | a packed component |
 * | `….toml` | a descriptor, with its compose beside it |
 * | any other | a folder that holds both |
 *
 * @returns `undefined` for what is no URL: a path or an id.
 * @throws {KernelError} `source_invalid` for a protocol that nothing is fetched by.
 * Spec: none, ours.
 */
export function sourceFromUrl(text: string): GitSpec | HttpSpec | undefined {
  if (!/^[a-z][a-z\d+.-]+:\/\//i.test(text) || text.startsWith('lcod://')) return undefined
  if (!URL.canParse(text)) throw invalid(text, 'is not a URL')
  const url = new URL(text)
  const isGit = url.protocol.startsWith('git+')
  const protocol = url.protocol.replace(/^git\+/, '')
  if (isGit || /\.git\/?$/.test(url.pathname)) {
    if (!['https:', 'http:', 'file:'].includes(protocol))
      throw invalid(text, 'is no repository over https or on this machine')
    return gitSource(text, url)
  }
  if (protocol !== 'https:' && protocol !== 'http:') throw invalid(text, 'is neither an https URL nor a Git repository')
  url.hash = ''
  const isFile = isArchive(url.pathname) || url.pathname.endsWith('.toml')
  if (!isFile) url.pathname = `${url.pathname.replace(/\/$/, '')}/lcp.toml`
  return { type: 'http', url: url.href, filename: defaultFilename(url.href), request: {} }
}

function gitSource(text: string, { hash, searchParams }: URL): GitSpec {
  const ref = decoded(hash.slice(1))
  const subdir = searchParams.get('path') ?? ''
  return {
    type: 'git',
    url: text.replace(/^git\+/i, '').replace(/[?#].*$/s, ''),
    ...(ref === '' ? {} : { ref }),
    ...(subdir === '' ? {} : { subdir }),
  }
}

/** What is no encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function invalid(text: string, why: string): KernelError {
  return new KernelError('source_invalid', `"${text}" ${why}`, {
    data: { url: text },
    hint: 'Write https://…/lcp.toml, https://….lcpkg, a folder that holds an lcp.toml, or git+https://…?path=folder#ref',
  })
}
