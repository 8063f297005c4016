import { type App, VIEWS } from '../app.ts'
import type { Help } from '../language.ts'
import { type Action, isOwn, openSheet } from './action.ts'

/** What is seen of the page, and the text in the editor. */
export const VIEW_ACTIONS: readonly Action[] = [
  { id: 'palette', title: 'Command palette', keys: 'Mod+K', alsoKeys: 'F1', inText: true, run: openSheet('palette') },
  { id: 'files', title: 'Go to file', keys: 'Mod+P', inText: true, run: openSheet('files') },
  { id: 'steps', title: 'Go to step', keys: 'Shift+Mod+O', inText: true, run: openSheet('steps') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', keys: '?', run: openSheet('shortcuts') },
  { id: 'gallery', title: 'Examples', run: openSheet('gallery') },
  {
    id: 'format',
    title: 'Format the file',
    keys: 'Shift+Alt+F',
    inText: true,
    run: format,
    enabled: (app) => isOwn(app) && /\.(?:ya?ml|json)$/.test(app.document.path.peek()),
  },
  {
    id: 'go-back',
    title: 'Go back to where a definition was asked for',
    keys: 'Shift+F12',
    inText: true,
    run: (app) => app.goBack(),
    enabled: (app) => app.canGoBack,
  },
  { id: 'next-panel', title: 'Next panel', keys: 'F6', inText: true, run: () => focusPanel(1) },
  { id: 'previous-panel', title: 'Previous panel', keys: 'Shift+F6', inText: true, run: () => focusPanel(-1) },
  ...VIEWS.map((view, index) => ({
    id: `view-${view}`,
    title: `Show the ${view}`,
    keys: `Alt+${index + 1}`,
    inText: true,
    run: (app: App) => {
      app.view.value = view
    },
  })),
  { id: 'theme', title: 'Switch between dark and light', run: switchTheme },
  {
    id: 'system-theme',
    title: 'Dark or light as the system is',
    run: (app) => {
      app.settings.theme.value = 'system'
    },
    isOn: (app) => app.settings.theme.peek() === 'system',
  },
  {
    id: 'toggle-files',
    title: 'Show the files',
    run: (app) => (app.filesShown.value = !app.filesShown.peek()),
    isOn: (app) => app.filesShown.peek(),
  },
]

function format(app: App): void {
  app.language.loadHelp().then(
    (help) => formatWith(help, app),
    (error) => app.tell(error),
  )
}

function formatWith(help: Help, app: App): void {
  const file = app.document.path.peek()
  app.language.service.update(file, app.document.text.peek())
  const edits = help.format(file)
  if (edits.length > 0) {
    app.applyEdits(file, edits)
    return
  }
  app.checks.catchUp()
  const isRight = app.checks.ofDocument.peek().length === 0
  app.tell(isRight ? 'The layout is right' : 'Nothing that can be formatted safely')
}

function switchTheme(app: App): void {
  const { theme } = app.settings
  const isLight = document.documentElement.dataset['theme'] === 'light'
  theme.value = isLight ? 'dark' : 'light'
}

/** Panels are the labelled sections; the focus goes to the first thing in them that takes it. */
function focusPanel(direction: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('.panel')]
  const at = panels.findIndex((panel) => panel.contains(document.activeElement))
  const next = panels[(at + direction + panels.length) % panels.length]
  next
    ?.querySelector<HTMLElement>('[contenteditable="true"], textarea, [tabindex="0"], button:not(:disabled), input')
    ?.focus()
}
