import { parseComponentId, SCHEME } from './component-id.ts'
import { parseRange, type VersionTest } from './version-range.ts'

/** A component that another one asks for. */
export interface Requirement {
  /** As it is written: `lcod://demo/greet@^1.2.0`. */
  readonly text: string
  readonly path: string
  readonly range: string
  readonly fits: VersionTest
  /** Id of the component that asks. */
  readonly by: string
}

/** Id of the root that stands for what a person asks for, in place of a project. */
export const REQUEST_ID = 'lcod://local/request@0.0.0'

/** Reads a dependency id. Its version may be exact, a major alone, or a range. */
export function readRequirement(text: string, by: string): Requirement {
  const { path, version } = parseComponentId(text)
  return { text, path, range: version, fits: parseRange(version), by: by === REQUEST_ID ? 'the command line' : by }
}

/**
 * Requirements of one group are answered by one version: those of one path and major. Exact versions stand alone, as
 * their calls name them exactly.
 */
export function groupOf({ path, range }: Requirement): string {
  if (/^v?\d+\.\d+\.\d+/.test(range)) return `${path}@${range}`
  const major = /\d+/.exec(range)?.[0]
  return `${SCHEME}${path}@${range.includes('||') || range.includes('<') ? range : (major ?? '*')}`
}
