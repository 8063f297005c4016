import { requirePort } from '../../../host/require-port.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'
import { warningTexts } from '../resolver/warnings-merge.ts'

const ID = 'lcod://tooling/mcp/register_local@0.1.0'
/** Component → its compose below the folder of components. */
const AUTHORING = {
  'lcod://tooling/mcp/session/open@0.1.0': 'tooling/mcp.session.open/compose.yaml',
  'lcod://tooling/mcp/component/scaffold@0.1.0': 'tooling/mcp.component.scaffold/compose.yaml',
}

/**
 * Registers the authoring components of a checkout of components for the rest of the run. The kernel brings both itself
 * and keeps its own; composes that register them first go on working.
 *
 * @returns `registered`, how many were there, and a warning for each that is missing or broken.
 * Spec: contracts.md 3.2.8.
 */
export const mcpRegisterLocal = defineContract<{ componentsRoot: string }>({
  id: ID,
  summary: 'Registers the authoring components of a checkout.',
  onResume: 'repeat',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['componentsRoot'],
    properties: { componentsRoot: { type: 'string', minLength: 1, description: 'Folder of the components' } },
  },
  output: {
    type: 'object',
    required: ['registered', 'warnings'],
    properties: {
      registered: { type: 'integer', description: 'How many were there' },
      warnings: { type: 'array', description: 'Those that are missing or broken' },
    },
  },
  async run({ componentsRoot }, call) {
    const files = requirePort(call.host, 'files', ID)
    const warnings: string[] = []
    const components: Dict[] = []
    for (const [id, path] of Object.entries(AUTHORING)) {
      const composePath = joinPath(call.resolvePath(componentsRoot), path)
      if ((await files.info(composePath))?.kind === 'file') components.push({ id, composePath })
      else warnings.push(`mcp/register_local: there is no ${composePath}`)
    }
    const result = await call.call('lcod://tooling/resolver/register@1', { components })
    if (!isDict(result)) return { registered: 0, warnings }
    return {
      registered: own(result, 'registered') ?? 0,
      warnings: [...warnings, ...warningTexts(own(result, 'warnings'))],
    }
  },
})
