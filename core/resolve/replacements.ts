import type { Dict } from '../values.ts'
import { own } from '../values.ts'

export interface Replacement {
  /** The id that is loaded. */
  readonly target: string
  /** Source that `replace` gives for it. */
  readonly override?: unknown
  readonly warning?: string
}

/**
 * Follows the replacements of an id: a source given for the current id ends the way, else its alias is followed.
 *
 * @returns the id itself when nothing replaces it. Aliases that lead back to where they began stop with a warning.
 * Spec: contracts.md 6.4, step 3d.
 */
export function applyReplacements(id: string, aliases: Dict, overrides: Dict): Replacement {
  const visited: string[] = []
  for (let target = id; ; ) {
    visited.push(target)
    const override = own(overrides, target)
    if (override !== undefined && override !== null) return { target, override }
    const alias = own(aliases, target)
    if (typeof alias !== 'string' || alias === '') return { target }
    if (visited.includes(alias)) {
      return { target, warning: `Replacement cycle detected: ${[...visited, alias].join(' -> ')}` }
    }
    target = alias
  }
}

/**
 * Whether a list of rules allows an id: the id itself, `prefix*`, `prefix/`, or a rule that the id continues after `/`.
 *
 * @param rules `null` allows everything.
 * Spec: contracts.md 5.2.
 */
export function isAllowed(id: string, rules: readonly string[] | null): boolean {
  if (rules === null) return true
  return rules.some((rule) => {
    if (rule.endsWith('*')) return id.startsWith(rule.slice(0, -1))
    return id === rule || id.startsWith(rule.endsWith('/') ? rule : `${rule}/`)
  })
}
