import { defineContract } from '../define-contract.ts'

/**
 * Gives one fixed position, in Paris: the first step of the introductory example.
 *
 * Spec: contracts.md 1.16 `core/localisation`.
 */
export const localisation = defineContract({
  id: 'lcod://core/localisation@1',
  summary: 'Gives a fixed position (demonstration).',
  input: { type: 'object' },
  output: {
    type: 'object',
    required: ['gps'],
    properties: { gps: { type: 'object', description: '`lat` and `lon` in degrees' } },
  },
  example: { input: {}, output: { gps: { lat: 48.8566, lon: 2.3522 } } },
  run: () => ({ gps: { lat: 48.8566, lon: 2.3522 } }),
})
