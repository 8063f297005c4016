import { urlWithoutSecrets } from '../errors/http-error.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { isDict } from '../values.ts'

/** URL prefix → the prefixes that are asked in its place, in order. */
export type Mirrors = Readonly<Record<string, readonly string[]>>

/**
 * The URLs that are asked in place of a URL, in order: those of the longest mirrored prefix, the URL itself where there
 * is none. The mirrored place itself is asked only when it is one of its own mirrors: who names mirrors may have no way
 * to it.
 *
 * Spec: contracts.md 5.2 `mirrors`; lists of several are ours.
 */
export function mirrorsOf(url: string, mirrors: Mirrors): string[] {
  const prefixes = Object.keys(mirrors).filter((prefix) => url.startsWith(prefix))
  const from = prefixes.sort((left, right) => right.length - left.length)[0]
  if (from === undefined) return [url]
  return (mirrors[from] ?? []).map((to) => `${to}${url.slice(from.length)}`)
}

/** Errors that another mirror cannot mend: somebody wants no more, or must not go there. */
const FINAL: ReadonlySet<string> = new Set(['cancelled', 'permission_denied', 'integrity_unsupported'])

/**
 * Asks mirrors in turn until one gives what is wanted.
 *
 * @param warn Told of each that failed while another is left.
 * @throws {KernelError} what the only one threw; of several, one error that names them all, with the code of the last, or
 * `integrity_mismatch` when any of them gave something else than was promised.
 */
export async function fromAnyMirror<T>(
  urls: readonly string[],
  ask: (url: string) => Promise<T>,
  warn: (warning: string) => void,
): Promise<T> {
  const failures: Array<{ readonly url: string; readonly error: KernelError }> = []
  for (const [index, url] of urls.entries()) {
    try {
      return await ask(url)
    } catch (error) {
      if (urls.length === 1 || !(error instanceof KernelError) || FINAL.has(error.code)) throw error
      failures.push({ url: urlWithoutSecrets(url), error })
      if (index < urls.length - 1) warn(`A mirror failed, the next is asked: ${error.message}`)
    }
  }
  const last = failures.at(-1)?.error
  const isTampered = failures.some(({ error }) => error.code === 'integrity_mismatch')
  const told = failures.map(({ url, error }) => `${url}: ${error.message}`).join('; ')
  throw new KernelError(
    isTampered ? 'integrity_mismatch' : (last?.code ?? 'source_invalid'),
    `No mirror gave it: ${told}`,
    {
      data: {
        ...(isDict(last?.data) && !isTampered ? last.data : {}),
        mirrors: failures.map(({ url, error }) => ({ url, code: error.code })),
      },
      cause: last,
    },
  )
}
