import { readNamedFile, readStdin } from './read-target.ts'
import { UsageError } from './usage-error.ts'

/**
 * JSON that the command line names: written out when it starts with `{` or `[`, standard input for `-`, else a file.
 *
 * @param what For messages: `the input`.
 * @returns the value; an empty object for a blank text.
 * @throws {UsageError} when it cannot be read or is not JSON.
 * @throws {Error} `AbortError` when `signal` fires while standard input is waited for.
 */
export async function readNamedJson(named: string, what: string, signal?: AbortSignal): Promise<unknown> {
  if (/^\s*[{[]/.test(named)) return parse(named, what)
  if (named === '-') return parse(await readStdin(signal), `${what} from standard input`)
  return parse(await readNamedFile(named, what), `${what} in "${named}"`)
}

function parse(text: string, what: string): unknown {
  // Editors on Windows begin files with a byte order mark.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (content.trim() === '') return {}
  try {
    return JSON.parse(content)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${what[0]?.toUpperCase()}${what.slice(1)} is not JSON: ${reason}`)
  }
}
