import { requirePort } from '../../../host/require-port.ts'
import type { Call } from '../../../run/call.ts'

/**
 * The descriptors (`lcp.toml`) in a folder and all below it, sorted by folder. Hidden folders and links are not entered.
 *
 * @param folder Absolute; one that is missing holds none.
 * @param skips Whether a folder, given with a slash at its end, is left out with all it holds.
 * @returns absolute paths.
 */
export async function findDescriptors(
  folder: string,
  call: Call,
  skips: (folder: string) => boolean = () => false,
): Promise<string[]> {
  const files = requirePort(call.host, 'files', 'the generator of documentation')
  const found: string[] = []
  const visit = async (path: string): Promise<void> => {
    call.ensureNotCancelled()
    for (const { name, kind } of await files.list(path)) {
      const inner = `${path === '/' ? '' : path}/${name}`
      if (kind === 'file' && name === 'lcp.toml') found.push(inner)
      else if (kind === 'directory' && !name.startsWith('.') && !skips(`${inner}/`)) await visit(inner)
    }
  }
  if ((await files.info(folder))?.kind === 'directory') await visit(folder)
  return found
}
