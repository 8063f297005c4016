import { KernelError } from '../../errors/kernel-error.ts'
import { isAbsent } from '../../values.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Gives a fixed temperature for any city: the third step of the introductory example.
 *
 * @throws {KernelError} `invalid_input` (`missing city`).
 * Spec: contracts.md 1.16 `core/weather`.
 */
export const weather = defineContract<{ city?: unknown }>({
  id: 'lcod://core/weather@1',
  summary: 'Gives a fixed temperature for a city (demonstration).',
  input: { type: 'object', required: ['city'], properties: { city: { description: 'Name of a city' } } },
  output: {
    type: 'object',
    required: ['tempC'],
    properties: { tempC: { type: 'number', description: 'Degrees Celsius; always 21' } },
  },
  example: { input: { city: 'Paris' }, output: { tempC: 21 } },
  run({ city }) {
    if (isAbsent(city)) throw new KernelError('invalid_input', 'missing city', { data: { input: 'city' } })
    return { tempC: 21 }
  },
})
