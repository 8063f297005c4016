import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { App } from '../app/app.ts'
import type { Help } from '../app/language.ts'
import { fixMenu } from './fix-menu.ts'
import { goToDefinition } from './go-to-definition.ts'
import { hoverBox } from './hover-box.ts'
import { renameKey } from './rename-key.ts'
import { toCompletions } from './to-completions.ts'

/** Completion, help under the pointer and the way to definitions, from the language service. */
export function languageHelp(app: App, file: string, help: Help): Extension[] {
  const { service } = app.language
  const complete = (context: CompletionContext): CompletionResult | null => {
    service.update(file, context.state.doc.toString())
    return toCompletions(help.completions(file, context.pos), context)
  }
  return [
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip((view, offset) => {
      service.update(file, view.state.doc.toString())
      const found = help.hover(file, offset)
      if (found === undefined) return null
      return { pos: found.range.start, end: found.range.end, above: true, create: () => ({ dom: hoverBox(found) }) }
    }),
    goToDefinition(app, file, help),
    fixMenu(app, file, help),
    renameKey(app, file, help),
  ]
}
