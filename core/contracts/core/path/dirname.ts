import { defineContract } from '../../define-contract.ts'

/**
 * Gives the folder part of a path, separated by `/` or `\`.
 *
 * Trailing separators do not count; nothing else is normalised.
 *
 * @returns `.` for a path without a folder and for an empty or absent one; a root stays itself.
 * @throws {KernelError} `invalid_input` when `path` is no string.
 * Spec: contracts.md 1.6 `path/dirname`.
 */
export const pathDirname = defineContract<{ path: string }>({
  id: 'lcod://contract/core/path/dirname@1',
  aliases: ['lcod://core/path/dirname@1'],
  summary: 'Gives the folder part of a path.',
  input: { type: 'object', properties: { path: { type: 'string', default: '', description: 'The path' } } },
  output: {
    type: 'object',
    required: ['dirname'],
    properties: { dirname: { type: 'string', description: 'The folder, without a separator at its end' } },
  },
  example: { input: { path: 'docs/guide/start.md' }, output: { dirname: 'docs/guide' } },
  run: ({ path }) => ({ dirname: dirname(path) }),
})

function dirname(path: string): string {
  let end = path.length
  while (end > 0 && isSeparator(path[end - 1]!)) end--
  if (end === 0) return path === '' ? '.' : path[0]!
  let cut = end - 1
  while (cut >= 0 && !isSeparator(path[cut]!)) cut--
  if (cut < 0) return '.'
  return cut === 0 ? path[0]! : path.slice(0, cut)
}

function isSeparator(char: string): boolean {
  return char === '/' || char === '\\'
}
