import { publishedHelpers } from '../../../resolve/published-helpers.ts'
import type { NativeComponent } from '../../../run/component.ts'
import { type Dict, isDict } from '../../../values.ts'

/**
 * Registers the helper components of a checkout of the specification for the rest of the run. Natives of the kernel
 * keep their ids.
 *
 * @returns `registered`, `warnings`, and `sources`: id → where its folder is.
 * Spec: contracts.md 3.1.17, 3.2.9.
 */
export const registerComponents: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/resolver/register_components@0.1.0',
  summary: 'Register the helper components of a specification checkout',
  onResume: 'repeat',
  input: {
    type: 'object',
    properties: { specRoot: { type: 'string', description: 'The checkout; SPEC_REPO_PATH or LCOD_HOME when absent' } },
  },
  output: {
    type: 'object',
    properties: {
      registered: { type: 'integer' },
      warnings: { type: 'array' },
      sources: { type: 'object', description: 'Id → source of type path' },
    },
  },
  async run(input, call) {
    const { env } = call.host
    const named = [input['specRoot'], env.get('SPEC_REPO_PATH'), env.get('LCOD_HOME')]
    const specRoot = named.find((root): root is string => typeof root === 'string' && root.trim() !== '')
    if (specRoot === undefined) {
      return { registered: 0, warnings: ['resolver/register_components: specRoot is missing'], sources: {} }
    }
    const components: Dict[] = []
    const sources: Dict = {}
    for (const [id, folder] of publishedHelpers) {
      const path = call.resolvePath(`${specRoot}/${folder}`)
      components.push({ id, composePath: `${path}/compose.yaml` })
      sources[id] = { type: 'path', path }
    }
    const result = await call.call('lcod://tooling/resolver/register@1', { components })
    const { registered = 0, warnings = [] } = isDict(result) ? result : {}
    return { registered, warnings, sources }
  },
}
