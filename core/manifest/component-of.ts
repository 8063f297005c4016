import type { Composition } from '../compose/composition.ts'
import type { ComposeComponent } from '../resolve/registry.ts'
import type { PackageContext } from '../resolve/relative-id.ts'
import type { JsonSchema } from '../run/component.ts'
import type { Manifest } from './read-manifest.ts'

/**
 * The registry's form of a component that a manifest describes.
 *
 * `required` is not enforced between components: published composes pass on inputs that they were not given, and no
 * kernel refuses them. It is checked where a person or a test gives the input, and shown in the documentation.
 */
export function componentOf(
  id: string,
  manifest: Manifest,
  parts: {
    readonly context: PackageContext
    readonly composition: () => Composition | Promise<Composition>
    readonly alias?: string | undefined
  },
): ComposeComponent {
  const { inputs, outputs, slots, inputSchema, outputSchema, hints, summary } = manifest
  return {
    kind: 'compose',
    id,
    ...(parts.alias === undefined ? {} : { aliases: [parts.alias] }),
    inputs,
    outputs,
    slotNames: slots,
    context: parts.context,
    ...(summary === undefined ? {} : { summary }),
    ...(inputSchema === undefined ? {} : { inputSchema: optional(inputSchema) }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(hints === undefined ? {} : { hints }),
    composition: parts.composition,
  }
}

function optional({ required: _required, ...schema }: JsonSchema): JsonSchema {
  return schema
}
