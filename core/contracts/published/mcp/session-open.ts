import { bytesToHex } from '../../../bytes/hex.ts'
import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/mcp/session/open@0.1.0'

interface SessionInput {
  workspaceRoot: string
  sessionId?: string
  componentId?: string
}

/**
 * Opens a folder to author a component in, and notes beside the work who asked for what and when.
 *
 * A session that exists is opened as it is: its note stays.
 *
 * @returns absolute paths: `workspaceRoot`, `workspacePath` (named after the session in it) and `provenancePath`.
 * @throws {KernelError} `invalid_input` for a `sessionId` that is no plain name; the codes of files.
 * Spec: contracts.md 7.1 `mcp/session/open`.
 */
export const mcpSessionOpen = defineContract<SessionInput>({
  id: ID,
  summary: 'Opens a folder to author a component in.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['workspaceRoot'],
    properties: {
      workspaceRoot: { type: 'string', minLength: 1, description: 'Folder of all sessions' },
      sessionId: { type: 'string', minLength: 1, description: 'Name of the session; a random one when absent' },
      componentId: { type: 'string', minLength: 1, description: 'Component that is to be made' },
    },
  },
  output: {
    type: 'object',
    required: ['sessionId', 'workspaceRoot', 'workspacePath', 'provenancePath'],
    properties: {
      sessionId: { type: 'string', description: 'Name of the session' },
      workspaceRoot: { type: 'string', description: 'Folder of all sessions' },
      workspacePath: { type: 'string', description: 'Folder of this one' },
      provenancePath: { type: 'string', description: 'The note: sessionId, componentId and createdAt' },
    },
  },
  async run({ workspaceRoot, sessionId: given, componentId = null }, call) {
    const files = requirePort(call.host, 'files', ID)
    const sessionId = given ?? `session-${bytesToHex(call.host.random.bytes(8))}`
    if (!/^\w[\w.-]*$/.test(sessionId)) {
      throw new KernelError('invalid_input', `sessionId must be a plain name, not "${sessionId}"`, {
        data: { component: ID, input: 'sessionId' },
      })
    }
    const root = call.resolvePath(workspaceRoot)
    const workspacePath = joinPath(root, sessionId)
    const provenancePath = joinPath(workspacePath, 'provenance.json')
    await files.makeDirectory(workspacePath)
    if ((await files.info(provenancePath)) === null) {
      const createdAt = new Date(call.host.clock.now()).toISOString()
      const note = `${JSON.stringify({ sessionId, componentId, createdAt }, null, 2)}\n`
      await files.write(provenancePath, new TextEncoder().encode(note))
    }
    return { sessionId, workspaceRoot: root, workspacePath, provenancePath }
  },
})
