import { defineContract } from '../../define-contract.ts'

const ABSOLUTE = /^(?:\/|\\\\|[A-Za-z]:[/\\])/

/**
 * Tells whether a path is absolute, by the same rule on every host: it starts with `/`, with `\\` (a network share) or
 * with a drive such as `C:\` or `C:/`.
 *
 * @returns false for an empty or absent path.
 * @throws {KernelError} `invalid_input` when `path` is no string.
 * Spec: contracts.md 1.6 `path/is_absolute`.
 */
export const pathIsAbsolute = defineContract<{ path: string }>({
  id: 'lcod://contract/core/path/is_absolute@1',
  aliases: ['lcod://core/path/is_absolute@1'],
  summary: 'Tells whether a path is absolute.',
  input: { type: 'object', properties: { path: { type: 'string', default: '', description: 'The path' } } },
  output: {
    type: 'object',
    required: ['absolute'],
    properties: { absolute: { type: 'boolean', description: 'Whether the path is absolute' } },
  },
  example: { input: { path: '/etc/hosts' }, output: { absolute: true } },
  run: ({ path }) => ({ absolute: ABSOLUTE.test(path) }),
})
