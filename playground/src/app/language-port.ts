import type { Problem } from '../../../core/compose/problem.ts'

/** A replacement of a range of the text. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface QuickFix {
  readonly title: string
  readonly edits: readonly TextEdit[]
}

export interface CompletionItem {
  readonly label: string
  readonly kind: string
  readonly detail?: string
  readonly documentation?: string
  /** What is put in place of the range. `${1:name}` marks a field that the user fills in when `snippet` is set. */
  readonly insert: string
  readonly snippet: boolean
  readonly start: number
  readonly end: number
}

/** What the editor asks of a language service. Plain data in and out. */
export interface LanguagePort {
  diagnostics(text: string, file: string): readonly Problem[]
  complete(text: string, offset: number, file: string): readonly CompletionItem[]
  /** Markdown; `null` when there is nothing to say. */
  hover(
    text: string,
    offset: number,
    file: string,
  ): { readonly start: number; readonly end: number; readonly text: string } | null
  /** A place in a file of the workspace. */
  definition(
    text: string,
    offset: number,
    file: string,
  ): { readonly file: string; readonly start: number; readonly end: number } | null
  quickFixes(text: string, problem: Problem, file: string): readonly QuickFix[]
  format(text: string): string
}
