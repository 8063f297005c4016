import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { readJsonLines } from '../../../resolve/read-json-lines.ts'
import { pathInput } from '../../core/fs/fs-inputs.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://contract/tooling/jsonl/read@1'

/**
 * Reads a file of JSON lines. Blank lines are skipped; a line that is no JSON is skipped with a warning.
 *
 * @returns `entries` in the order of the file, and `warnings` naming the path and the line (from 1).
 * @throws {KernelError} `invalid_input` for a `url`, which this contract does not fetch, and for an encoding other than
 * UTF-8; the codes of files.
 * Spec: contracts.md 3.1.9.
 */
export const jsonlRead = defineContract<{ path?: string; url?: unknown; encoding: string }>({
  id: ID,
  aliases: ['lcod://tooling/jsonl/read@0.1.0', 'lcod://contract/tooling/jsonl/read@1.0.0'],
  summary: 'Reads a file of JSON lines.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: {
      path: pathInput,
      url: { description: 'Refused: download the file first' },
      encoding: { enum: ['utf-8', 'utf8'], default: 'utf-8', description: 'UTF-8 alone' },
    },
  },
  output: {
    type: 'object',
    required: ['entries', 'warnings'],
    properties: {
      entries: { type: 'array', description: 'One value for each line' },
      warnings: { type: 'array', description: 'What was skipped' },
    },
  },
  async run({ path, url }, call) {
    if (path === undefined) {
      throw new KernelError(
        'invalid_input',
        url == null ? 'path must be a string' : 'url is not supported, give a path',
        {
          data: { component: ID },
        },
      )
    }
    const entries: unknown[] = []
    const warnings: string[] = []
    const file = requirePort(call.host, 'files', ID).stream(call.resolvePath(path), { signal: call.signal })
    for await (const line of readJsonLines(file)) {
      call.ensureNotCancelled()
      if (line.ok) entries.push(line.value)
      else warnings.push(`${path} line ${line.number}: ${line.reason}`)
    }
    return { entries, warnings }
  },
})
