import { signatureOf } from '../../../core/analysis/signature.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { Component } from '../../../core/resolve/registry.ts'
import type { CompletionItem } from './completion-item.ts'
import type { Cursor } from './cursor.ts'
import { addStepParts } from './step-parts.ts'

/** Every component that a step may call here, with what it needs. */
export function* callItems(at: StepContext, cursor: Cursor): IterableIterator<CompletionItem> {
  for (const component of at.registry.list()) yield callItem(component, at, cursor)
}

function callItem(component: Component, at: StepContext, cursor: Cursor): CompletionItem {
  const { id, summary } = component
  return {
    label: id,
    kind: 'component',
    ...(summary === undefined ? {} : { summary }),
    // Made only for the few that are shown.
    get insert() {
      return addStepParts(id, signatureOf(component), at, cursor).insert
    },
    get placeholders() {
      return addStepParts(id, signatureOf(component), at, cursor).placeholders ?? []
    },
  }
}
