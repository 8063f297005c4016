import type { Component } from '../resolve/registry.ts'
import type { ResumeRule } from '../run/component.ts'

/**
 * What a durable run does with the calls of a component: what it declares, else what is safe.
 *
 * Composes are repeated: their steps have rules of their own. One with a deadline is taken as a whole, because on
 * resumption its steps would be quicker than they were. Of natives, servers are refused, what needs a port or has
 * neither slots nor a declaration is taken from the journal.
 */
export function resumeRule(component: Component): ResumeRule {
  if (component.kind === 'compose') return component.hints?.timeoutMs === undefined ? 'repeat' : 'replay'
  if (component.onResume !== undefined) return component.onResume
  const { needs = [] } = component
  if (needs.includes('listen')) return 'refuse'
  return needs.length === 0 && component.slots !== undefined ? 'repeat' : 'replay'
}
