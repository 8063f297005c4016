import { KernelError } from '../../errors/kernel-error.ts'
import { isAbsent } from '../../values.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Names a fixed city for any position: the second step of the introductory example.
 *
 * @throws {KernelError} `invalid_input` (`missing gps`).
 * Spec: contracts.md 1.16 `core/extract_city`.
 */
export const extractCity = defineContract<{ gps?: unknown }>({
  id: 'lcod://core/extract_city@1',
  summary: 'Names a fixed city for a position (demonstration).',
  input: { type: 'object', required: ['gps'], properties: { gps: { description: 'A position' } } },
  output: {
    type: 'object',
    required: ['city'],
    properties: { city: { type: 'string', description: 'Always Paris' } },
  },
  example: { input: { gps: { lat: 48.8566, lon: 2.3522 } }, output: { city: 'Paris' } },
  run({ gps }) {
    if (isAbsent(gps)) throw new KernelError('invalid_input', 'missing gps', { data: { input: 'gps' } })
    return { city: 'Paris' }
  },
})
