import { nextMoment } from '../../geometry/bookmarks.ts'
import { momentsOf } from '../../run/moments.ts'
import type { App } from '../app.ts'
import { type Action, hasRun, isRunning } from './action.ts'

const hasMarks = (app: App) => hasRun(app) && app.marks.paths.peek().size > 0

const RECORDINGS = [
  ['bounded', 'Record the runs', 'Runs are recorded; the turns of long loops are counted'],
  ['every', 'Record every step of the runs', 'Every step is recorded; long loops run slower'],
  ['off', 'Do not record the runs', 'Runs are not recorded'],
] as const

/** Runs, and the way through one. */
export const RUN_ACTIONS: readonly Action[] = [
  {
    id: 'run',
    title: 'Run',
    keys: 'Mod+Enter',
    inText: true,
    run: (app) => app.run(),
    enabled: (app) => !isRunning(app),
  },
  { id: 'stop', title: 'Stop the run', keys: 'Escape', run: (app) => app.stop(), enabled: isRunning },
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
  ...RECORDINGS.map(([recording, title, told]) => ({
    id: `record-${recording}`,
    title,
    run: (app: App) => {
      app.recording.value = recording
      app.tell(told)
    },
    isOn: (app: App) => app.recording.peek() === recording,
  })),
  {
    id: 'auto-run',
    title: 'Run after every change',
    run: (app) => {
      const { autoRun } = app.settings
      autoRun.value = !autoRun.peek()
      app.tell(autoRun.peek() ? 'A change of the compose or its input is followed by a run' : 'Runs begin by hand')
    },
    isOn: (app) => app.settings.autoRun.peek(),
  },
]

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
