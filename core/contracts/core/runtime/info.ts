import { defineContract } from '../../define-contract.ts'

interface RuntimeInfoInput {
  includePlatform: boolean
  includePid: boolean
}

/**
 * Tells where a run takes place.
 *
 * @returns `cwd` (the run's folder), `tmpDir`, `homeDir` or null, and when asked for `platform` (Node's words, such as
 * `linux`) and `pid` (absent where there are no processes). Paths use `/`.
 * @throws {KernelError} `invalid_input`.
 * Spec: contracts.md 1.7 `runtime/info`.
 */
export const runtimeInfo = defineContract<RuntimeInfoInput>({
  id: 'lcod://contract/core/runtime/info@1',
  aliases: ['lcod://core/runtime/info@1'],
  summary: 'Tells where a run takes place.',
  onResume: 'replay',
  input: {
    type: 'object',
    properties: {
      includePlatform: { type: 'boolean', default: true, description: 'Add `platform`' },
      includePid: { type: 'boolean', default: false, description: 'Add `pid`' },
    },
  },
  output: {
    type: 'object',
    required: ['cwd', 'tmpDir', 'homeDir'],
    properties: {
      cwd: { type: 'string', description: 'Where relative paths start' },
      tmpDir: { type: 'string', description: 'Folder for temporary files' },
      homeDir: { type: ['string', 'null'], description: 'Folder of the user' },
      platform: { type: 'string', description: '`linux`, `darwin`, `win32`, `browser`, `workerd`' },
      pid: { type: 'integer', description: 'Number of the process' },
    },
  },
  run({ includePlatform, includePid }, call) {
    const { tmpDir, homeDir, platform, pid } = call.host.env.info
    return {
      cwd: call.resolvePath('.'),
      tmpDir,
      homeDir,
      ...(includePlatform ? { platform } : {}),
      ...(includePid && pid !== undefined ? { pid } : {}),
    }
  },
})
