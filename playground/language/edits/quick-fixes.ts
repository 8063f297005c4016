import type { Analysis } from '../../../core/analysis/analyse.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import { selectorSegments } from '../../../core/analysis/step-result.ts'
import type { TextRange } from '../../../core/compose/source-node.ts'
import { likelyValue } from '../completion/step-parts.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import type { TextEdit } from '../text-edit.ts'
import { insertInField } from './insert-entry.ts'

/** A change that makes a problem go away. */
export interface QuickFix {
  /** In the imperative: `Change to "source"`. */
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** What it fixes. */
  readonly diagnostic: Diagnostic
}

/** The fixes of the given problems that touch a range, in their order. */
export function quickFixes(
  document: ComposeDocument,
  diagnostics: readonly Diagnostic[],
  range: TextRange,
): QuickFix[] {
  const touched = diagnostics.filter((one) => one.range.start <= range.end && range.start <= one.range.end)
  return touched.flatMap((diagnostic) => fixesOf(document, diagnostic))
}

function fixesOf(document: ComposeDocument, diagnostic: Diagnostic): QuickFix[] {
  const { text, analysis, isJson } = document
  const { code } = diagnostic
  const suggested = suggestedFix(text, diagnostic)
  if (suggested !== undefined) return [suggested]
  // What is added is written as YAML.
  if (analysis === null || isJson) return []
  const at = stepAround(analysis, diagnostic.pointer)
  if (at === undefined) return []
  if (code === 'missing_input') return addInputs(text, at, diagnostic)
  if (code === 'missing_slot') return addSlots(text, at, diagnostic)
  return code === 'reversed_out' ? turnAround(text, at, diagnostic) : []
}

/** The fix of a problem that says what to write instead, in whatever kind of text; `undefined` when it does not. */
export function suggestedFix(text: string, diagnostic: Diagnostic): QuickFix | undefined {
  const { suggestion, range } = diagnostic
  if (suggestion === undefined) return undefined
  return { title: `Change to "${suggestion}"`, edits: [replaceWord(text, range, suggestion)], diagnostic }
}

/** Replaces a word and keeps its quotes and its `?`. */
function replaceWord(text: string, { start, end }: TextRange, word: string): TextEdit {
  const written = text.slice(start, end)
  const quote = /^["']/.exec(written)?.[0] ?? ''
  const optional = /\?["']?$/.test(written) && !word.endsWith('?') ? '?' : ''
  return { range: { start, end }, text: `${quote}${word}${optional}${quote}` }
}

function stepAround({ steps }: Analysis, pointer: string): StepContext | undefined {
  let best: StepContext | undefined
  for (const at of steps) {
    const { pointer: own } = at.step
    const isAround = pointer === own || pointer.startsWith(`${own}/`)
    if (isAround && own.length >= (best?.step.pointer.length ?? 0)) best = at
  }
  return best
}

function addInputs(text: string, { step, signature }: StepContext, diagnostic: Diagnostic): QuickFix[] {
  const given = new Set(step.inputs.map(({ name }) => name))
  const missing = [...(signature?.inputs.values() ?? [])].filter(({ name, required }) => required && !given.has(name))
  const wanted = missing.filter(({ name }) => diagnostic.hint === `Add "${name}"`)
  const fix = (title: string, fields: typeof missing): QuickFix[] => {
    if (fields.length === 0) return []
    const entries = fields.map((field) => ({ key: field.name, value: likelyValue(field) }))
    return [{ title, edits: [insertInField(text, step, 'in', entries)], diagnostic }]
  }
  return [
    ...fix(`Add the input "${wanted[0]?.name}"`, wanted),
    ...(missing.length > 1 ? fix('Add all required inputs', missing) : []),
  ]
}

function addSlots(text: string, { step, signature }: StepContext, diagnostic: Diagnostic): QuickFix[] {
  const given = new Set(step.slots.map(({ name }) => name))
  const missing = [...(signature?.slots ?? [])].filter(([name, { required }]) => required === true && !given.has(name))
  const field = step.fields.has('children') && !step.fields.has('slots') ? 'children' : 'slots'
  return missing
    .filter(([name]) => diagnostic.message.includes(`"${name}"`))
    .map(([name]) => ({
      title: `Add the slot "${name}"`,
      edits: [insertInField(text, step, field, [{ key: name, value: '[]' }])],
      diagnostic,
    }))
}

/** `field: alias` becomes `alias: field`. */
function turnAround(text: string, { step }: StepContext, diagnostic: Diagnostic): QuickFix[] {
  const binding = step.outputs.find(({ pointer }) => pointer === diagnostic.pointer)
  const [field] = binding === undefined ? [] : selectorSegments(binding)
  if (binding === undefined || field === undefined || diagnostic.hint?.startsWith('Write "') !== true) return []
  const edits = [replaceWord(text, binding.key, field), { range: rangeOf(binding.node), text: binding.name }]
  return [{ title: `Write "${field}: ${binding.name}"`, edits, diagnostic }]
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end }
}
