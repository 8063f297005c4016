import { parseComponentId } from './component-id.ts'
import { parseRange } from './version-range.ts'

/**
 * The ids of a list that an id means: without a version all of its path; with one the very same, else those that it fits
 * or that fit it: `@1.2.0` means the requirement `@1`, and `@1` what is installed as `@1.2.0`.
 *
 * @param ids Requirements, or ids with their versions.
 */
export function requirementsNamed(ids: readonly string[], id: string): string[] {
  const { path, version } = parseComponentId(id)
  const all = ids.filter((one) => parseComponentId(one).path === path)
  if (version === '') return all
  if (all.includes(id)) return [id]
  return all.filter((one) => {
    const other = parseComponentId(one).version
    return parseRange(other)(version) || parseRange(version)(other)
  })
}
