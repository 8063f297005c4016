import { isFolderPath } from '../workspace/paths.ts'
import type { Placement } from './place-files.ts'

/** What was imported where, and what was done to it on the way, in sentences. */
export function describePlacement({ files, unsafe, renamed }: Placement<unknown>): string {
  const tops = [...new Set([...files.keys()].map((path) => /^\/[^/]+/.exec(path)![0]))]
  const where = tops.length === 1 ? ` in ${tops[0]}` : ''
  const folders = [...files.keys()].filter(isFolderPath).length
  const things = [
    ...(files.size > folders ? [count(files.size - folders, 'file')] : []),
    ...(folders > 0 ? [count(folders, 'empty folder')] : []),
  ]
  const parts = [
    files.size === 0 ? 'Nothing was imported' : `Imported ${things.join(' and ')}${where}`,
    ...(unsafe.length === 0 ? [] : [`left out ${count(unsafe.length, 'path')} that would leave the workspace`]),
    ...(renamed.length === 0 ? [] : [`renamed ${count(renamed.length, 'file')} whose name another one has`]),
  ]
  return parts.join('; ')
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`
}
