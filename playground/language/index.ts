/**
 * The language service: help for writing composes, for any editor. Checks of the files around composes are in
 * `files/index.ts`.
 */
export type { TextRange } from '../../core/compose/source-node.ts'
export type { Manifest } from '../../core/manifest/read-manifest.ts'
export { readManifest } from '../../core/manifest/read-manifest.ts'
export type { KnownComponent } from './catalog.ts'
export type { CompletionItem, CompletionKind, CompletionList } from './completion/completion-item.ts'
export { toSnippet } from './completion/to-snippet.ts'
export type { Diagnostic } from './diagnostics/diagnostic.ts'
export type { QuickFix } from './edits/quick-fixes.ts'
export { suggestedFix } from './edits/quick-fixes.ts'
export type { Hover, HoverTable } from './hover/hover.ts'
export { hoverToMarkdown } from './hover/hover.ts'
export type { LanguageService, LanguageServiceOptions, LanguageWorkspace } from './language-service.ts'
export { createLanguageService } from './language-service.ts'
export type { Location } from './navigation/definition.ts'
export type { Rename, RenameTarget } from './navigation/rename.ts'
export type { DocumentSymbol } from './navigation/symbols.ts'
export type { TextEdit } from './text-edit.ts'
export { applyEdits, editBetween } from './text-edit.ts'
