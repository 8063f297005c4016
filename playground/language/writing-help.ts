import type { TextRange } from '../../core/compose/source-node.ts'
import { complete } from './completion/complete.ts'
import type { CompletionList } from './completion/completion-item.ts'
import type { ReadTexts } from './compose-texts.ts'
import { format } from './edits/format.ts'
import { type QuickFix, quickFixes } from './edits/quick-fixes.ts'
import type { Hover } from './hover/hover.ts'
import { hoverAt } from './hover/hover-at.ts'
import { definitionAt, type Location } from './navigation/definition.ts'
import { type Rename, type RenameTarget, renameAt, renameTargetAt } from './navigation/rename.ts'
import { type DocumentSymbol, symbolsOf } from './navigation/symbols.ts'
import type { TextEdit } from './text-edit.ts'

export { suggestedFix } from './edits/quick-fixes.ts'

/** Help for somebody who writes a compose: nothing of it is needed to read, check or run one. */
export interface WritingHelp {
  completions(file: string, offset: number): CompletionList
  hover(file: string, offset: number): Hover | undefined
  definition(file: string, offset: number): Location | undefined
  /** Fixes for the problems that touch a range. */
  quickFixes(file: string, range: TextRange): readonly QuickFix[]
  /** Edits to the canonical layout; none when it has it, or cannot have it safely. */
  format(file: string): readonly TextEdit[]
  symbols(file: string): readonly DocumentSymbol[]
  renameTarget(file: string, offset: number): RenameTarget | undefined
  rename(file: string, offset: number, newName: string): Rename
}

/** Help with texts, as they were last given. */
export function createWritingHelp(texts: ReadTexts): WritingHelp {
  return {
    completions: (file, offset) => complete(texts.document(file), offset),
    hover: (file, offset) => hoverAt(texts.document(file), offset),
    definition: (file, offset) => definitionAt(texts.document(file), offset, texts.workspace),
    quickFixes: (file, range) => quickFixes(texts.document(file), texts.diagnostics(file), range),
    format: (file) => format(texts.document(file)),
    symbols: (file) => symbolsOf(texts.document(file)),
    renameTarget: (file, offset) => renameTargetAt(texts.document(file), offset),
    rename: (file, offset, newName) => renameAt(texts.document(file), offset, newName),
  }
}
