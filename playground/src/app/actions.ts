import { nextMoment } from '../geometry/bookmarks.ts'
import { momentsOf } from '../run/moments.ts'
import { shareProject } from '../share/share-project.ts'
import { downloadBytes, downloadFile } from '../views/download.ts'
import { pickFiles } from '../views/pick-files.ts'
import { type App, VIEWS } from './app.ts'

/** Something that can be done: found in the palette, perhaps by keys too. */
export interface Action {
  readonly id: string
  readonly title: string
  /** What it is good for, where the title does not say it. */
  readonly note?: string
  /** As `matchesKeys` reads them: `Mod+K`, `Shift+Mod+O`, `[`. */
  readonly keys?: string
  /** Keys that also work while a text is being edited. */
  readonly inText?: boolean
  readonly run: (app: App) => unknown
  /** Whether it makes sense now. Default always. */
  readonly enabled?: (app: App) => boolean
}

/** Loaded when something is exported. */
const exports = () => import('../share/exports.ts')

const hasRun = (app: App) => app.runner.model.peek().events.size > 0
const isRunning = (app: App) => app.runner.state.peek().kind === 'running'
const hasMarks = (app: App) => hasRun(app) && app.marks.paths.peek().size > 0
const isOwn = (app: App) => app.shared.peek() === null

const RECORDINGS = [
  ['bounded', 'Record the runs', 'Runs are recorded; turns of hot loops are counted'],
  ['every', 'Record every step of the runs', 'Every step is recorded; long loops run slower'],
  ['off', 'Do not record the runs', 'Runs are not recorded'],
] as const

/** Everything the page can do. */
export const ACTIONS: readonly Action[] = [
  {
    id: 'run',
    title: 'Run',
    keys: 'Mod+Enter',
    inText: true,
    run: (app) => app.run(),
    enabled: (app) => !isRunning(app),
  },
  { id: 'stop', title: 'Stop the run', keys: 'Escape', run: (app) => app.stop(), enabled: isRunning },
  { id: 'palette', title: 'Command palette', keys: 'Mod+K', inText: true, run: open('palette') },
  { id: 'files', title: 'Go to file', keys: 'Mod+P', inText: true, run: open('files') },
  { id: 'steps', title: 'Go to step', keys: 'Shift+Mod+O', inText: true, run: open('steps') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', keys: '?', run: open('shortcuts') },
  { id: 'gallery', title: 'Examples', run: open('gallery') },
  { id: 'share', title: 'Share', run: open('share') },
  { id: 'previous-error', title: 'Previous error', keys: '[', run: (app) => goToError(app, -1), enabled: hasRun },
  { id: 'next-error', title: 'Next error', keys: ']', run: (app) => goToError(app, 1), enabled: hasRun },
  {
    id: 'mark',
    title: 'Mark the step, or take its mark away',
    keys: 'F9',
    run: toggleMark,
    enabled: (app) => app.selection.current.peek().path !== null,
  },
  {
    id: 'previous-mark',
    title: 'Previous moment of a marked step',
    keys: '{',
    run: (app) => goToMark(app, -1),
    enabled: hasMarks,
  },
  {
    id: 'next-mark',
    title: 'Next moment of a marked step',
    keys: '}',
    run: (app) => goToMark(app, 1),
    enabled: hasMarks,
  },
  { id: 'live', title: 'Follow the newest event', run: (app) => app.selection.follow(), enabled: hasRun },
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
    title: `Show ${view}`,
    keys: `Alt+${index + 1}`,
    inText: true,
    run: (app: App) => {
      app.view.value = view
    },
  })),
  ...RECORDINGS.map(([recording, title, told]) => ({
    id: `record-${recording}`,
    title,
    run: (app: App) => {
      app.recording.value = recording
      app.tell(told)
    },
  })),
  {
    id: 'auto-run',
    title: 'Run after every change, or not',
    run: (app) => {
      const { autoRun } = app.settings
      autoRun.value = !autoRun.peek()
      app.tell(autoRun.peek() ? 'A change of the compose or its input is followed by a run' : 'Runs begin by hand')
    },
  },
  { id: 'theme', title: 'Switch between dark and light', run: switchTheme },
  {
    id: 'toggle-files',
    title: 'Show or hide the files',
    run: (app) => (app.filesShown.value = !app.filesShown.peek()),
  },
  {
    id: 'import',
    title: 'Import files or a zip',
    enabled: isOwn,
    run: async (app) => app.imports.take(await pickFiles('files')),
  },
  {
    id: 'import-folder',
    title: 'Import a folder',
    enabled: isOwn,
    run: async (app) => app.imports.take(await pickFiles('folder')),
  },
  { id: 'import-git', title: 'Import from a Git URL', enabled: isOwn, run: open('import') },
  {
    id: 'open-project-file',
    title: 'Open a project file',
    run: async (app) => app.imports.take(await pickFiles('files')),
  },
  { id: 'export', title: 'Export', run: open('export') },
  {
    id: 'export-result',
    title: 'Export the result',
    note: 'What the run gave, as JSON',
    run: saveResult,
    enabled: (app) => app.runner.state.peek().kind === 'done',
  },
  {
    id: 'export-trace',
    title: 'Export the trace as JSON lines',
    note: 'One event a line; lcod trace reads it',
    run: async (app) => downloadFile((await exports()).exportTrace(app.runner.model.peek())),
    enabled: hasRun,
  },
  {
    id: 'export-chrome',
    title: 'Export the trace for Perfetto and DevTools',
    note: 'The timeline in the format of Chrome',
    run: async (app) => downloadFile((await exports()).exportChromeTrace(app.runner.model.peek())),
    enabled: hasRun,
  },
  {
    id: 'export-mermaid',
    title: 'Export the graph as Mermaid',
    note: 'For Markdown pages',
    run: async (app) => downloadFile((await exports()).exportMermaid(app.compose.text.peek(), app.compose.path.peek())),
  },
  {
    id: 'export-test',
    title: 'Export the run as a test',
    note: 'The same input has to give the same result; lcod test runs it',
    run: saveTest,
    enabled: (app) => hasRun(app) && !isRunning(app),
  },
  {
    id: 'export-zip',
    title: 'Export all files as zip',
    note: 'The whole workspace; a zip can be imported again',
    run: exportZip,
  },
  {
    id: 'copy-link',
    title: 'Copy a link to this project',
    run: (app) => shareProject(app, false).then((link) => navigator.clipboard.writeText(link.url)),
  },
]

function open(sheet: NonNullable<App['sheet']['value']>) {
  return (app: App) => {
    app.sheet.value = sheet
  }
}

/** Runs an action if it makes sense now; a failure is told. */
export function perform(app: App, action: Action): void {
  if (action.enabled?.(app) === false) return
  Promise.resolve()
    .then(() => action.run(app))
    .catch((error) => app.tell(error))
}

function goToError(app: App, direction: 1 | -1): void {
  const { errors } = app.runner.model.peek()
  const { seq } = app.selection.current.peek()
  const target = direction === 1 ? errors.find((at) => at > seq) : errors.findLast((at) => at < seq)
  if (target !== undefined) app.selectMoment(target)
}

/** In the editor F9 marks the step at the cursor; everywhere else the one that is selected. */
function toggleMark(app: App): void {
  const { path } = app.selection.current.peek()
  if (path === null) return
  app.tell(app.marks.toggle(app.compose.path.peek(), path) ? 'The step is marked' : 'The mark is gone')
}

function goToMark(app: App, direction: 1 | -1): void {
  const { marked } = momentsOf(app.runner.model.peek(), app.marks.paths.peek())
  const moment = nextMoment(marked, app.selection.current.peek().seq, direction)
  if (moment === undefined) app.tell('No marked step ran there')
  else app.selectMoment(moment)
}

function format(app: App): void {
  const file = app.document.path.peek()
  app.language.service.update(file, app.document.text.peek())
  const edits = app.language.service.format(file)
  if (edits.length > 0) app.applyEdits(file, edits)
  else
    app.tell(app.checks.ofDocument.peek().length === 0 ? 'The layout is right' : 'Nothing that can be formatted safely')
}

function switchTheme(app: App): void {
  const { theme } = app.settings
  const isLight = document.documentElement.dataset['theme'] === 'light'
  theme.value = isLight ? 'dark' : 'light'
}

async function saveResult(app: App): Promise<void> {
  const state = app.runner.state.peek()
  if (state.kind === 'done') downloadFile((await exports()).exportResult(state.output))
}

async function saveTest(app: App): Promise<void> {
  const state = app.runner.state.peek()
  if (state.kind === 'idle' || state.kind === 'running') return
  const name = app.project.peek().split('/').at(-1) ?? 'run'
  downloadFile((await exports()).exportTest(name, app.input.peek().value ?? {}, state))
}

async function exportZip(app: App): Promise<void> {
  const { packZip } = await import('../workspace/zip.ts')
  await app.save()
  const files = await app.workspace.readFolder('')
  downloadBytes('lcod-workspace.zip', 'application/zip', await packZip(files))
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
