import type { NativeComponent } from '../../run/component.ts'

/**
 * A log entry of the program. Never filtered by the level, never throws: an invalid payload is reported on the host's
 * sink and gives `{}`.
 *
 * Spec: engine.md 5.
 */
export const log: NativeComponent = {
  kind: 'native',
  id: 'lcod://contract/tooling/log@1',
  summary: 'Write a structured log entry',
  input: {
    type: 'object',
    required: ['level', 'message'],
    properties: {
      level: { enum: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'], description: 'How serious it is' },
      message: { type: 'string', minLength: 1, description: 'What happened' },
      data: { type: 'object', description: 'Details' },
      error: { type: 'object', description: 'message, stack and type of an error' },
      tags: { type: 'object', description: 'Flat labels to filter by' },
      timestamp: { type: 'string', description: 'ISO-8601; now when absent' },
    },
  },
  output: { type: 'object', description: 'The completed entry, or what the bound implementation returned' },
  run: (input, call) => call.log(input),
}
