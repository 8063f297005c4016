import { ExecutionCancelledError } from '../../../errors/kernel-error.ts'
import { normaliseError } from '../../../errors/normalise-error.ts'
import type { FilesPort } from '../../../host/files.ts'
import { requirePort } from '../../../host/require-port.ts'
import { COMPOSE_NAMES } from '../../../manifest/compose-names.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { parseComponentId } from '../../../resolve/component-id.ts'
import { readJsonLines } from '../../../resolve/read-json-lines.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://resolver/locate_component@0.1.0'

interface LocateInput {
  componentId: string
  options: Dict
}

/**
 * Finds the compose of a component on this machine: in the list of a components checkout, then in folders named after
 * the id below the specification, the resolver and `LCOD_HOME`. Nothing is fetched.
 *
 * @returns `found`, `result` (`id`, `composePath`, `repoRoot`; null when not found) and `warnings` for lists that
 * cannot be read.
 * @throws {KernelError} `invalid_input` without an id; `cancelled`.
 * Spec: contracts.md 6.5.
 */
export const locateComponent = defineContract<LocateInput>({
  id: ID,
  summary: 'Finds the compose of a component on this machine.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['componentId'],
    properties: {
      componentId: { type: 'string', minLength: 1, description: 'Id with version' },
      refererPath: { description: 'Not read: lookups do not depend on the caller' },
      options: { type: 'object', default: {}, 'x-lenient': true, description: 'paths: componentsRoot, projectPath' },
    },
  },
  output: {
    type: 'object',
    required: ['found', 'result', 'warnings'],
    properties: {
      found: { type: 'boolean', description: 'Whether it is here' },
      result: { type: ['object', 'null'], description: 'id, composePath and repoRoot' },
      warnings: { type: 'array', description: 'Lists that could not be read' },
    },
  },
  async run({ componentId, options }, call) {
    const files = requirePort(call.host, 'files', ID)
    const warnings: string[] = []
    const paths = own(options, 'paths')
    const given = (name: string) => (isDict(paths) ? own(paths, name) : undefined)
    const { env } = call.host
    const listed = [given('componentsRoot'), env.get('LCOD_COMPONENTS_PATH')]
    for (const root of rootsOf(listed, call)) {
      const composePath = await findListed(files, root, componentId, warnings)
      if (composePath !== undefined)
        return { found: true, result: { id: componentId, composePath, repoRoot: root }, warnings }
    }
    const named = [env.get('SPEC_REPO_PATH'), env.get('LCOD_RESOLVER_PATH'), env.get('LCOD_HOME'), given('projectPath')]
    for (const root of rootsOf(named, call)) {
      const folder = joinPath(root, parseComponentId(componentId).path)
      for (const name of COMPOSE_NAMES) {
        const composePath = `${folder}/${name}`
        if ((await files.info(composePath).catch(() => null))?.kind !== 'file') continue
        return { found: true, result: { id: componentId, composePath, repoRoot: root }, warnings }
      }
    }
    return { found: false, result: null, warnings }
  },
})

async function findListed(files: FilesPort, root: string, id: string, warnings: string[]): Promise<string | undefined> {
  const list = `${root}/registry/components.std.jsonl`
  try {
    if ((await files.info(list)) === null) return undefined
    for await (const line of readJsonLines(files.stream(list))) {
      if (!line.ok || !isDict(line.value) || own(line.value, 'id') !== id) continue
      const compose = own(line.value, 'compose') ?? own(line.value, 'composePath')
      if (typeof compose === 'string') return joinPath(root, compose)
    }
  } catch (thrown) {
    const error = normaliseError(thrown)
    if (error instanceof ExecutionCancelledError) throw error
    warnings.push(`Failed to read ${list}: ${error.message}`)
  }
  return undefined
}

function rootsOf(values: readonly unknown[], call: Call): string[] {
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
  return texts.map((text) => call.resolvePath(text))
}
