import { resolve } from 'node:path'
import { type Dict, isAbsent, own } from '../../../../core/values.ts'
import type { ParsedArguments } from '../flags.ts'
import { portablePath } from '../permission-flags.ts'

const PATH_FLAGS = {
  projectPath: 'project',
  configPath: 'config',
  sourcesPath: 'sources',
  outputPath: 'output',
} as const

/**
 * The paths that resolver composes find in their state: those whose flags were given; with `--resolver` all of them, the
 * others from the input, the project being the working directory and the output its `lcp.lock` when nothing says so.
 *
 * Spec: engine.md 10.1, 10.2.
 */
export function resolverState(parsed: ParsedArguments, input: Dict): Dict {
  const state: Dict = {}
  for (const [key, flag] of Object.entries(PATH_FLAGS)) {
    const path = parsed.text(flag)
    if (path !== undefined) state[key] = portablePath(path)
  }
  if (!parsed.has('resolver')) return state
  for (const key of Object.keys(PATH_FLAGS)) state[key] ??= own(input, key) ?? null
  if (isAbsent(state['projectPath'])) state['projectPath'] = portablePath(process.cwd())
  const { projectPath } = state
  if (isAbsent(state['outputPath']) && typeof projectPath === 'string') {
    state['outputPath'] = portablePath(resolve(projectPath, 'lcp.lock'))
  }
  return state
}
