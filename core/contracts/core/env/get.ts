import { KernelError } from '../../../errors/kernel-error.ts'
import type { EnvPort } from '../../../host/env.ts'
import { defineContract } from '../../define-contract.ts'

interface EnvGetInput {
  name: string
  default: string | null
  required: boolean
  expand: boolean
}

const PLACEHOLDER = /\$\{([^{}]+)\}/g

/**
 * Reads an environment variable.
 *
 * An empty variable exists. `expand` replaces each `${NAME}` in the value once, in the default too; unknown names become
 * nothing.
 *
 * @returns `exists` (the environment alone counts) and `value`: the variable, else the default, else null.
 * @throws {KernelError} `permission_denied` for a name that was not granted, also inside `${…}`; `env_not_defined` when
 * it is `required` and there is neither a variable nor a default; `invalid_input`.
 * Spec: contracts.md 1.7 `env/get`.
 */
export const envGet = defineContract<EnvGetInput>({
  id: 'lcod://contract/core/env/get@1',
  aliases: ['lcod://core/env/get@1'],
  summary: 'Reads an environment variable.',
  onResume: 'replay',
  input: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, description: 'Name of the variable' },
      default: { type: ['string', 'null'], default: null, description: 'Value when it is not set' },
      required: { type: 'boolean', default: false, description: 'Fail when there is no value' },
      expand: { type: 'boolean', default: false, description: 'Replace references to other variables in the value' },
    },
  },
  output: {
    type: 'object',
    required: ['exists', 'value'],
    properties: {
      exists: { type: 'boolean', description: 'Whether the environment has it' },
      value: { type: ['string', 'null'], description: 'What was found' },
    },
  },
  run({ name, default: fallback, required, expand }, call) {
    const { env } = call.host
    const found = read(env, name)
    const value = found ?? fallback
    if (value === null && required) {
      throw new KernelError('env_not_defined', `environment variable ${name} is not defined`, { data: { name } })
    }
    return { exists: found !== undefined, value: value !== null && expand ? expanded(env, value) : value }
  },
})

function expanded(env: EnvPort, value: string): string {
  return value.replace(PLACEHOLDER, (_, name: string) => read(env, name) ?? '')
}

function read(env: EnvPort, name: string): string | undefined {
  env.ensureGranted?.(name)
  return env.get(name)
}
