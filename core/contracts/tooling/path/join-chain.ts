import { foldPath } from '../../../paths/fold-path.ts'
import { pathParts } from '../../../paths/path-parts.ts'
import { defineContract } from '../../define-contract.ts'

/**
 * Joins a folder and any number of segments into one normalised path with `/`.
 *
 * Null and empty segments are left out, numbers are written out, and an absolute segment starts anew. Relative paths stay
 * relative.
 *
 * @returns an empty text when there is nothing to join.
 * @throws {KernelError} `invalid_input` for a segment that is neither text nor a number.
 * Spec: contracts.md 3.1.8.
 */
export const pathJoinChain = defineContract<{ base: string; segments: unknown[] }>({
  id: 'lcod://contract/tooling/path/join_chain@1',
  aliases: ['lcod://tooling/path/join_chain@0.1.0'],
  summary: 'Joins a folder and segments into one path.',
  input: {
    type: 'object',
    properties: {
      base: { type: 'string', default: '', description: 'Where the path starts' },
      segments: {
        type: 'array',
        default: [],
        items: { type: ['string', 'number', 'null'] },
        description: 'What follows, in order',
      },
    },
  },
  output: {
    type: 'object',
    required: ['path'],
    properties: { path: { type: 'string', description: 'The joined path' } },
  },
  example: { input: { base: 'a', segments: ['b', null, 2, '../c'] }, output: { path: 'a/b/c' } },
  run({ base, segments }) {
    const parts = pathParts([base, ...segments], 'segments')
    return { path: parts.length === 0 ? '' : foldPath(parts) }
  },
})
