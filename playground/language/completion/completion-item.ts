import type { TextRange } from '../../../core/compose/source-node.ts'

export type CompletionKind = 'component' | 'input' | 'field' | 'slot' | 'value' | 'path' | 'variable' | 'key'

export interface CompletionItem {
  readonly label: string
  readonly kind: CompletionKind
  /** A few words beside the label: a type, or that the input is required. */
  readonly detail?: string
  /** A sentence. */
  readonly summary?: string
  readonly insert: string
  /** Ranges of `insert` to be typed over, in the order of typing. */
  readonly placeholders?: readonly TextRange[]
}

export interface CompletionList {
  /** What the chosen item replaces. */
  readonly range: TextRange
  /** Best first. */
  readonly items: readonly CompletionItem[]
  /** More would fit: ask again when more has been typed. */
  readonly isIncomplete: boolean
}
