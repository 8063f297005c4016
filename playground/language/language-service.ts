import { type ComposeTexts, createComposeTexts, type LanguageServiceOptions } from './compose-texts.ts'
import { createWritingHelp, type WritingHelp } from './writing-help.ts'

/**
 * Help for writing composes. Knows no editor and no host: texts go in, plain data comes out, offsets are UTF-16 units.
 *
 * Its two halves can be had apart: a page takes texts at once, and loads the help when somebody begins to write.
 */
export interface LanguageService extends ComposeTexts, WritingHelp {}

/** Makes a service. It holds the last version of each text, and of each what has been read of it. */
export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const texts = createComposeTexts(options)
  return {
    update: (file, text) => texts.update(file, text),
    close: (file) => texts.close(file),
    setComponents: (components) => texts.setComponents(components),
    diagnostics: (file) => texts.diagnostics(file),
    composition: (file) => texts.composition(file),
    stepAt: (file, offset) => texts.stepAt(file, offset),
    rangeOf: (file, pointer) => texts.rangeOf(file, pointer),
    ...createWritingHelp(texts),
  }
}
