import { StateScope } from '../../../core/analysis/state-scope.ts'
import type { StepContext } from '../../../core/analysis/step-context.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { callItems } from './call-items.ts'
import type { CompletionItem, CompletionList } from './completion-item.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { fuzzyScore } from './fuzzy-score.ts'
import { documentKeys, inputNames, outputFields, outputNames, slotNames, stepKeys, stepStarts } from './name-items.ts'
import { pathItems } from './path-items.ts'
import { fieldKeys, valueItems } from './value-items.ts'

const MAX_ITEMS = 100

/** What could be written at an offset, best first; empty where nothing is known. YAML only. */
export function complete(document: ComposeDocument, offset: number): CompletionList {
  const cursor = document.isJson ? undefined : readCursor(document, offset)
  if (cursor === undefined) return { range: { start: offset, end: offset }, items: [], isIncomplete: false }
  const ranked = rank(itemsAt(cursor), cursor.typed)
  return { range: cursor.range, items: ranked.slice(0, MAX_ITEMS), isIncomplete: ranked.length > MAX_ITEMS }
}

function itemsAt(cursor: Cursor): Iterable<CompletionItem> {
  const { place } = cursor
  switch (place.kind) {
    case 'call':
      return callItems(place.at, cursor)
    case 'input-name':
      return inputNames(place.at, cursor)
    case 'input-value':
      return place.isKey
        ? fieldKeys(place.at, place.binding, place.path, cursor)
        : valueItems(place.at, place.binding, place.path, cursor)
    case 'output-name':
      return outputNames(place.at, cursor)
    case 'output-value':
      return outputFields(place.at, cursor.typed)
    case 'slot-name':
      return slotNames(place.at, cursor)
    case 'collect-path':
      return collectPaths(place.at, cursor)
    case 'step-key':
      return stepKeys(place.at, cursor)
    case 'steps':
      return stepStarts(cursor)
    case 'document-key':
      return documentKeys(cursor)
    case 'other':
      return []
  }
}

/** Paths into the state that a turn of the loop ends with. */
function collectPaths({ slotEnds, slotGrounds }: StepContext, { typed }: Cursor): CompletionItem[] {
  const slot = slotEnds.has('tasks') ? 'tasks' : 'body'
  const state = slotEnds.get(slot) ?? StateScope.unknown
  return pathItems(typed, state, slotGrounds.get(slot)?.vars ?? StateScope.empty, undefined)
}

/** Those that fit what is typed; equally good ones stay in their order. */
function rank(items: Iterable<CompletionItem>, typed: string): CompletionItem[] {
  const scored: Array<{ readonly item: CompletionItem; readonly score: number }> = []
  for (const item of items) {
    const score = fuzzyScore(typed, item.label)
    if (score !== undefined) scored.push({ item, score })
  }
  return scored.sort((left, right) => right.score - left.score).map(({ item }) => item)
}
