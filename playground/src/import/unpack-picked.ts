import { LARGEST_IMPORT, MOST_FILES, tooLarge, tooMany } from '../workspace/import-limits.ts'
import { unpackZip } from '../workspace/zip.ts'
import type { PickedFile } from './picked-file.ts'

/**
 * The contents of what was handed over, by path. A zip, unless it is part of a folder, counts as a folder of its name;
 * one whose files are all in one folder counts as that folder.
 *
 * @throws {RangeError} when it is too much; {Error} for a zip that cannot be read.
 */
export async function unpackPicked(picked: readonly PickedFile[]): Promise<Array<readonly [string, Uint8Array]>> {
  const bytes = picked.reduce((sum, { file }) => sum + file.size, 0)
  if (bytes > LARGEST_IMPORT) throw tooLarge('The import')
  if (picked.length > MOST_FILES) throw tooMany('The import')
  const contents: Array<readonly [string, Uint8Array]> = []
  for (const { path, file } of picked) {
    const data = new Uint8Array(await file.arrayBuffer())
    if (/^[^/]+\.zip$/i.test(path)) contents.push(...inOneFolder(path.slice(0, -4), await unpackZip(data)))
    else contents.push([path, data])
  }
  return contents
}

function inOneFolder(name: string, files: ReadonlyMap<string, Uint8Array>): Array<readonly [string, Uint8Array]> {
  const [top = ''] = [...files.keys()][0]?.split('/') ?? []
  const hasOne = top !== '' && [...files.keys()].every((path) => path.startsWith(`${top}/`))
  return [...files].map(([path, content]) => [hasOne ? path : `${name}/${path}`, content])
}
