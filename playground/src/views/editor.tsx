import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  snippet,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState, type Extension, StateEffect } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { effect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { TextRange } from '../../../core/compose/source-node.ts'
import type { Diagnostic as Problem } from '../../language/index.ts'
import type { App } from '../app/app.ts'
import { useApp } from './app-context.ts'
import { editorTheme } from './editor-theme.ts'
import { hoverBox } from './hover-box.ts'
import { formatMs } from './preview-text.ts'
import { problemBox } from './problem-box.ts'
import { toTemplate } from './snippet-template.ts'
import { type StepMark, setStepMarks, stepMarks } from './step-marks.ts'

/** Changes that come from the app and not from the user. */
const fromApp = Annotation.define<boolean>()

/** The file that is open. */
export function Editor() {
  const app = useApp()
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => (holder.current === null ? undefined : mountEditor(app, holder.current)), [app])
  return <div class="editor" ref={holder} />
}

/** Joins an editor to the app; the returned function takes it away. */
function mountEditor(app: App, parent: HTMLElement): () => void {
  const view = new EditorView({ parent })
  const stops = [
    effect(() => {
      // Another file is another state: undo must not lead from one file into the other.
      const path = app.document.path.value
      const readOnly = app.shared.value !== null || !app.ready.value
      view.setState(
        EditorState.create({ doc: app.document.text.peek(), extensions: extensionsFor(app, path, readOnly) }),
      )
    }),
    effect(() => {
      const text = app.document.text.value
      if (text === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: fromApp.of(true) })
    }),
    effect(() => {
      const problems = isCompose(app) ? app.problems.value : []
      app.document.path.value
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => toDiagnostic(app, problem, view.state.doc.length)),
        ),
      )
    }),
    effect(() => {
      app.document.path.value
      view.dispatch({ effects: setStepMarks.of(isCompose(app) ? marksOf(app) : []) })
    }),
    effect(() => {
      const wish = app.reveal.value
      if (wish === null) return
      const [from] = wish.range
      const at = Math.min(from, view.state.doc.length)
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
        annotations: fromApp.of(true),
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    view.destroy()
  }
}

function isCompose(app: App): boolean {
  return app.document.path.value === app.compose.path.value
}

function extensionsFor(app: App, path: string, readOnly: boolean): Extension[] {
  const compose = /\.ya?ml$/.test(path)
  return [
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    highlightActiveLine(),
    lintGutter(),
    stepMarks,
    editorTheme,
    EditorState.readOnly.of(readOnly),
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, tabindex: '0' }),
    ...(compose ? [yaml(), ...languageHelp(app, path)] : path.endsWith('.json') ? [json()] : []),
    keymap.of([
      ...completionKeymap,
      ...lintKeymap,
      { key: 'Mod-f', run: findInText },
      ...historyKeymap,
      ...foldKeymap,
      // The page has these: they must not become a new line or an indentation.
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      const byApp = update.transactions.some((transaction) => transaction.annotation(fromApp) === true)
      if (update.docChanged && !byApp) app.edit(update.state.doc.toString())
      else if (update.selectionSet && !byApp && isCompose(app)) followCursor(app, update.state.selection.main.head)
    }),
  ]
}

/** The step under the cursor is the selected one. */
function followCursor(app: App, offset: number): void {
  const step = app.compose.tree.peek()?.stepAtOffset(offset)
  if (step !== undefined && step.path !== app.selection.current.peek().path) app.selection.selectStep(step.path)
}

function toDiagnostic(app: App, problem: Problem, length: number): Diagnostic {
  const from = Math.min(problem.range.start, length)
  return {
    from,
    to: Math.min(Math.max(problem.range.end, from), length),
    severity: problem.severity,
    source: problem.code,
    message: problem.message,
    renderMessage: () => problemBox(app, problem),
  }
}

function marksOf(app: App): StepMark[] {
  app.runner.version.value
  const tree = app.compose.tree.value
  const selected = app.selection.current.value.path
  if (tree === null) return []
  const model = app.runner.model.value
  const marks: StepMark[] = []
  for (const step of tree.steps()) {
    if (step.at === undefined) continue
    const place = model.place(step.path)
    const times = place === undefined || place.started < 2 ? '' : `×${place.started.toLocaleString('en')} `
    const text = place === undefined ? '' : `${times}${place.failed > 0 ? 'failed ' : ''}${formatMs(place.total)}`
    marks.push({
      at: step.at[0],
      end: step.at[1],
      text,
      failed: (place?.failed ?? 0) > 0,
      selected: step.path === selected,
    })
  }
  return marks
}

function languageHelp(app: App, file: string): Extension[] {
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
    keymap.of([
      {
        key: 'F12',
        run: (view) => {
          service.update(file, view.state.doc.toString())
          const place = service.definition(file, view.state.selection.main.head)
          if (place === undefined) return false
          app.revealRange(place.file, [place.range.start, place.range.end])
          return true
        },
      },
    ]),
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

/** Search is loaded when it is first wanted. */
function findInText(view: EditorView): boolean {
  import('@codemirror/search').then(({ openSearchPanel, search, searchKeymap }) => {
    view.dispatch({ effects: StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap)]) })
    openSearchPanel(view)
  })
  return true
}
