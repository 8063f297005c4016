import { downloadBytes, downloadFile } from '../../views/download.ts'
import type { App } from '../app.ts'
import { type Action, hasRun, isRunning } from './action.ts'

/** Loaded when something is exported. */
const exports = () => import('../../share/exports.ts')

/** What can be saved as a file. */
export const EXPORT_ACTIONS: readonly Action[] = [
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
]

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
  const { packZip } = await import('../../workspace/zip.ts')
  await app.save()
  const files = await app.workspace.readFolder('')
  downloadBytes('lcod-workspace.zip', 'application/zip', await packZip(files))
}
