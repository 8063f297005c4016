import type { RunOptions } from '../kernel-api.ts'
import type { Manifest } from './read-manifest.ts'

/** What a descriptor says of the compose beside it, as a run takes it. */
export function declaredOptions({ id, inputs, outputs, inputSchema, outputSchema, context }: Manifest): RunOptions {
  return {
    inputs,
    outputs,
    ...(id === undefined ? {} : { name: id }),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(context === undefined ? {} : { context }),
  }
}
