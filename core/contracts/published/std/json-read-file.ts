import { requirePort } from '../../../host/require-port.ts'
import { foldPath } from '../../../paths/fold-path.ts'
import { pathInput } from '../../core/fs/fs-inputs.ts'
import { decodeJson } from '../../core/json/decode-json.ts'
import { positionAt } from '../../core/json/position-at.ts'
import { parseFailure } from '../../core/parse/parse-failure.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/json/read_file@0.1.0'

/**
 * Reads a JSON file.
 *
 * @returns `path`, joined to `basePath` where that is given, and `value`.
 * @throws {KernelError} `parse_failed` with line and column; `invalid_input` without a path and for an encoding other
 * than UTF-8; the codes of files.
 * Spec: contracts.md 7.1 `json/read_file`.
 */
export const jsonReadFile = defineContract<{ basePath?: string; path: string }>({
  id: ID,
  summary: 'Reads a JSON file.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['path'],
    properties: {
      basePath: { type: 'string', minLength: 1, 'x-lenient': true, description: 'Folder that `path` starts at' },
      path: pathInput,
      encoding: { enum: ['utf-8', 'utf8'], default: 'utf-8', description: 'UTF-8 alone' },
    },
  },
  output: {
    type: 'object',
    required: ['path', 'value'],
    properties: {
      path: { type: 'string', description: 'What was read' },
      value: { description: 'What the file holds' },
    },
  },
  async run({ basePath, path }, call) {
    const whole = basePath === undefined ? path : foldPath([basePath, path])
    const bytes = await requirePort(call.host, 'files', ID).read(call.resolvePath(whole), { signal: call.signal })
    const text = new TextDecoder().decode(bytes)
    const decoded = decodeJson(text)
    if (!decoded.ok) {
      throw parseFailure('JSON', `${whole}: ${decoded.message}`, { place: positionAt(text, decoded.offset) })
    }
    return { path: whole, value: decoded.value }
  },
})
