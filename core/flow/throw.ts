import { KernelError } from '../errors/kernel-error.ts'
import type { NativeComponent } from '../run/component.ts'
import { hasOwn } from '../values.ts'

/**
 * Fails with an error of the compose's own.
 *
 * @throws {KernelError} with the given code (`flow_throw` unless a non-empty string), message (`Flow throw` unless a
 *   non-empty string) and data, when the key is there.
 * Spec: engine.md 3.6.
 */
export const flowThrow: NativeComponent = {
  kind: 'native',
  id: 'lcod://flow/throw@1',
  summary: 'Fail with an error of your own',
  onResume: 'repeat',
  input: {
    type: 'object',
    properties: {
      message: { type: 'string', default: 'Flow throw', description: 'What happened' },
      code: { type: 'string', default: 'flow_throw', description: 'Short name that a catch slot can test' },
      data: { description: 'Whatever helps to handle it' },
    },
  },
  output: { type: 'object' },
  run(input) {
    const code = nonEmpty(input['code']) ?? 'flow_throw'
    const message = nonEmpty(input['message']) ?? 'Flow throw'
    throw new KernelError(code, message, hasOwn(input, 'data') ? { data: input['data'] } : {})
  },
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
