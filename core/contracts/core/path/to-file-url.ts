import { defineContract } from '../../define-contract.ts'

/**
 * Writes the path of a folder as a `file://` URL that ends with `/`, so that other URLs resolve against it.
 *
 * Backslashes become slashes and `/./` becomes `/`. Nothing is percent-encoded and nothing is made absolute: a relative
 * path gives `file://rel/`, which callers complete.
 *
 * @returns `url` null for an empty or absent path.
 * @throws {KernelError} `invalid_input` when `path` is no string.
 * Spec: contracts.md 1.6 `path/to_file_url`.
 */
export const pathToFileUrl = defineContract<{ path: string }>({
  id: 'lcod://contract/core/path/to_file_url@1',
  aliases: ['lcod://core/path/to_file_url@1'],
  summary: 'Writes the path of a folder as a file URL.',
  input: { type: 'object', properties: { path: { type: 'string', default: '', description: 'The path of a folder' } } },
  output: {
    type: 'object',
    required: ['url'],
    properties: { url: { type: ['string', 'null'], description: 'The URL, or null for no path' } },
  },
  example: { input: { path: '/a/./b' }, output: { url: 'file:///a/b/' } },
  run({ path }) {
    if (path === '') return { url: null }
    const slashed = path.replaceAll('\\', '/').replace(/\/(?:\.\/)+/g, '/')
    return { url: `file://${slashed}${slashed.endsWith('/') ? '' : '/'}` }
  },
})
