import { type Completion, type CompletionContext, type CompletionResult, snippet } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import type { CompletionList, TextRange } from '../../language/index.ts'
import { toTemplate } from './snippet-template.ts'

/** What the language service offers, as the editor shows it; nothing where nobody asked and nothing was begun. */
export function toCompletions({ range, items }: CompletionList, context: CompletionContext): CompletionResult | null {
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

/** After these a list of what could follow is welcome, though nothing of it has been typed. */
function startsSomething(context: CompletionContext): boolean {
  return /[.:/{,[=]\s?$/.test(context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos))
}

function insertTemplate(insert: string, placeholders: readonly TextRange[]) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const indent = /^\s*/.exec(view.state.doc.lineAt(from).text)?.[0] ?? ''
    snippet(toTemplate(insert, placeholders, indent))(view, completion, from, to)
  }
}
