import { createWritingHelp, type ReadTexts, suggestedFix, type WritingHelp } from '../../language/index.ts'

/** Help for writing, in one file of the build: it is loaded when somebody begins to write. */
export function createHelp(texts: ReadTexts): WritingHelp & { readonly suggestedFix: typeof suggestedFix } {
  return { ...createWritingHelp(texts), suggestedFix }
}
