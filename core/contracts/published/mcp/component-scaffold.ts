import { stringify } from 'smol-toml'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { generateReadme } from '../../../manifest/generate-readme.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { parseComponentId } from '../../../resolve/component-id.ts'
import type { Dict } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/mcp/component/scaffold@0.1.0'
/** Scheme, at least two names, and a whole version; no name leaves its folder. */
const COMPONENT_ID = /^lcod:\/\/[a-z\d_][a-z\d_.-]*(?:\/[a-z\d_][a-z\d_.-]*)+@\d+\.\d+\.\d+(?:-[\w.]+)?$/
const COMPOSE = 'compose: []\n'

interface ScaffoldInput {
  workspacePath: string
  componentId: string
  summary: string
  palette?: Dict
}

/**
 * Writes the skeleton of a component: descriptor, empty compose and README, in a folder named after its id.
 *
 * @returns absolute paths of the folder and the three files.
 * @throws {KernelError} `invalid_input` for an id without names or whole version; `EEXIST` when the folder has a
 * descriptor already, which stays as it is; the codes of files.
 * Spec: contracts.md 7.1 `mcp/component/scaffold`.
 */
export const mcpComponentScaffold = defineContract<ScaffoldInput>({
  id: ID,
  summary: 'Writes the skeleton of a component.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['workspacePath', 'componentId'],
    properties: {
      workspacePath: { type: 'string', minLength: 1, description: 'Folder of the session' },
      componentId: { type: 'string', minLength: 1, description: 'Id with version: lcod://acme/hello@1.0.0' },
      summary: { type: 'string', minLength: 1, default: 'Does nothing yet.', description: 'What it is to do' },
      palette: { type: 'object', description: 'category, icon and tags' },
    },
  },
  output: {
    type: 'object',
    required: ['componentPath', 'descriptorPath', 'composePath', 'readmePath'],
    properties: {
      componentPath: { type: 'string', description: 'Folder of the component' },
      descriptorPath: { type: 'string', description: 'Its lcp.toml' },
      composePath: { type: 'string', description: 'Its compose' },
      readmePath: { type: 'string', description: 'Its README, in docs' },
    },
  },
  async run({ workspacePath, componentId, summary, palette }, call) {
    const files = requirePort(call.host, 'files', ID)
    if (!COMPONENT_ID.test(componentId)) {
      throw new KernelError('invalid_input', `componentId must be an id with a whole version, not "${componentId}"`, {
        data: { component: ID, input: 'componentId' },
      })
    }
    const { path, version } = parseComponentId(componentId)
    const componentPath = joinPath(call.resolvePath(workspacePath), path)
    const descriptorPath = `${componentPath}/lcp.toml`
    const composePath = `${componentPath}/compose.yaml`
    const readmePath = `${componentPath}/docs/README.md`
    if ((await files.info(descriptorPath)) !== null) {
      throw new KernelError('EEXIST', `${descriptorPath} exists already`, { data: { path: descriptorPath } })
    }
    const head = { schemaVersion: '2.0', id: componentId, version, kind: 'component', summary }
    const table = { ...head, ...(palette === undefined ? {} : { palette }) }
    const encoder = new TextEncoder()
    const store = (file: string, text: string) => files.write(file, encoder.encode(text), { createParents: true })
    await store(composePath, COMPOSE)
    await store(readmePath, generateReadme(table))
    // Last: a folder counts as a component when it has a descriptor.
    await store(descriptorPath, `${stringify(table).trimEnd()}\n`)
    return { componentPath, descriptorPath, composePath, readmePath }
  },
})
