import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import type { QuickFix, TextEdit } from '../../language/index.ts'
import type { App } from '../app/app.ts'
import type { Help } from '../app/language.ts'

const setMenu = StateEffect.define<Tooltip | null>()

const menu = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMenu)) return effect.value
    return transaction.docChanged || transaction.selection !== undefined ? null : shown
  },
  provide: (field) => showTooltip.from(field),
})

/** Mod+. puts the problems of the line at the cursor right: at once when there is one way, else by a menu. */
export function fixMenu(app: App, file: string, help: Help): Extension {
  const run = (view: EditorView): boolean => {
    if (view.state.readOnly) return false
    const { service } = app.language
    service.update(file, view.state.doc.toString())
    const { from, to } = view.state.doc.lineAt(view.state.selection.main.head)
    const fixes = withoutRepeats(help.quickFixes(file, { start: from, end: to }))
    const [only] = fixes
    if (only === undefined) app.tell('There is no quick fix for this line')
    else if (fixes.length === 1) apply(view, only.edits)
    else view.dispatch({ effects: setMenu.of(menuAt(view.state.selection.main.head, fixes)) })
    return true
  }
  return [menu, keymap.of([{ key: 'Mod-.', run }])]
}

/** Changes the text as the user's own change, which can be taken back. */
export function apply(view: EditorView, edits: readonly TextEdit[]): void {
  view.dispatch({ changes: edits.map(({ range, text }) => ({ from: range.start, to: range.end, insert: text })) })
}

/** One change can be the fix of several problems. */
function withoutRepeats(fixes: readonly QuickFix[]): QuickFix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify([fix.title, fix.edits]), fix])).values()]
}

function menuAt(pos: number, fixes: readonly QuickFix[]): Tooltip {
  return {
    pos,
    create(view) {
      const dom = document.createElement('div')
      dom.className = 'cm-fix-menu'
      dom.setAttribute('role', 'menu')
      dom.setAttribute('aria-label', 'Quick fixes')
      dom.append(...fixes.map((fix) => itemOf(view, fix)))
      dom.addEventListener('keydown', (event) => press(view, dom, event))
      return { dom, mount: () => dom.querySelector('button')?.focus() }
    },
  }
}

function itemOf(view: EditorView, { title, edits }: QuickFix): HTMLElement {
  const item = document.createElement('button')
  item.type = 'button'
  item.setAttribute('role', 'menuitem')
  item.textContent = title
  item.addEventListener('click', () => {
    apply(view, edits)
    view.focus()
  })
  return item
}

function press(view: EditorView, menuBox: HTMLElement, event: KeyboardEvent): void {
  const items = [...menuBox.querySelectorAll('button')]
  const { activeElement } = document
  const at = activeElement instanceof HTMLButtonElement ? items.indexOf(activeElement) : -1
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by !== undefined) items[(at + by + items.length) % items.length]?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') {
    view.dispatch({ effects: setMenu.of(null) })
    view.focus()
  } else return
  event.preventDefault()
  event.stopPropagation()
}
