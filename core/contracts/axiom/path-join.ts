import { foldPath } from '../../paths/fold-path.ts'
import { pathParts } from '../../paths/path-parts.ts'
import { defineContract } from '../define-contract.ts'

interface JoinInput {
  base: string
  segment: string | unknown[]
  segments: unknown[]
}

/**
 * Joins a folder and one or several segments into one normalised path with `/`.
 *
 * An absolute segment starts anew; null and empty ones are left out; a relative path stays relative.
 *
 * @returns `.` when there is nothing to join.
 * @throws {KernelError} `invalid_input` for a segment that is neither text nor a number.
 * Spec: contracts.md 2.1 `axiom/path/join`.
 */
export const axiomPathJoin = defineContract<JoinInput>({
  id: 'lcod://axiom/path/join@1',
  summary: 'Joins a folder and segments into one path.',
  input: {
    type: 'object',
    properties: {
      base: { type: 'string', default: '', description: 'Where the path starts' },
      segment: { type: ['string', 'array'], default: '', description: 'What follows: one segment or several' },
      segments: { type: 'array', default: [], description: 'More segments' },
    },
  },
  output: {
    type: 'object',
    required: ['path'],
    properties: { path: { type: 'string', description: 'The joined path' } },
  },
  example: { input: { base: '/a/b', segment: ['..', 'c'] }, output: { path: '/a/c' } },
  run({ base, segment, segments }) {
    return { path: foldPath(pathParts([base, segment, segments].flat(), 'segment')) }
  },
})
