import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip } from '@codemirror/view'
import type { TextRange } from '../../../core/compose/source-node.ts'
import type { App } from '../app/app.ts'
import { fixMenu } from './fix-menu.ts'
import { goToDefinition } from './go-to-definition.ts'
import { hoverBox } from './hover-box.ts'
import { renameKey } from './rename-key.ts'
import { toTemplate } from './snippet-template.ts'

/** Completion, help under the pointer and the way to definitions, from the language service. */
export function languageHelp(app: App, file: string): Extension[] {
  const { service } = app.language
  const complete = (context: CompletionContext): CompletionResult | null => {
    service.update(file, context.state.doc.toString())
    const { range, items } = service.completions(file, context.pos)
    if (items.length === 0 || (!context.explicit && range.start === range.end && !startsSomething(context))) return null
    return {
      from: range.start,
      to: range.end,
      // The service has chosen already what fits, and put it in order.
      filter: false,
      options: items.map((item) => ({
        label: item.label,
        type: item.kind,
        ...(item.detail === undefined ? {} : { detail: item.detail }),
        ...(item.summary === undefined ? {} : { info: item.summary }),
        apply: item.placeholders === undefined ? item.insert : insertTemplate(item.insert, item.placeholders),
      })),
    }
  }
  return [
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip((view, offset) => {
      service.update(file, view.state.doc.toString())
      const found = service.hover(file, offset)
      if (found === undefined) return null
      return { pos: found.range.start, end: found.range.end, above: true, create: () => ({ dom: hoverBox(found) }) }
    }),
    goToDefinition(app, file),
    fixMenu(app, file),
    renameKey(app, file),
  ]
}

/** After these a list of what could follow is welcome, though nothing of it has been typed. */
function startsSomething(context: CompletionContext): boolean {
  return /[.:/{,]\s?$/.test(context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos))
}

function insertTemplate(insert: string, placeholders: readonly TextRange[]) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const indent = /^\s*/.exec(view.state.doc.lineAt(from).text)?.[0] ?? ''
    snippet(toTemplate(insert, placeholders, indent))(view, completion, from, to)
  }
}
