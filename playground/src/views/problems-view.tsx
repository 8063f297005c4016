import type { WireError } from '../../../adapters/browser/kernel/wire-error.ts'
import { codeFrame, lineColumn } from '../../../core/errors/code-frame.ts'
import type { Diagnostic } from '../../language/index.ts'
import { shortCall } from '../plan/describe-step.ts'
import { useApp } from './app-context.ts'
import { CaughtList } from './caught-list.tsx'
import { Icon } from './icons.tsx'

/** What the checker found, and how the last run failed. */
export function ProblemsView() {
  const app = useApp()
  const problems = app.problems.value
  const state = app.runner.state.value
  const failed = state.kind === 'failed' ? state.error : null
  return (
    <div class="content">
      {problems.length === 0 && failed === null ? <p class="empty">No problems</p> : null}
      {failed === null ? null : <RunFailure error={failed} />}
      {problems.map((problem) => (
        <ProblemRow key={`${problem.code}:${problem.range.start}`} problem={problem} />
      ))}
      <CaughtList />
    </div>
  )
}

function ProblemRow({ problem }: { problem: Diagnostic }) {
  const app = useApp()
  const text = app.compose.text.value
  const file = app.compose.path.value
  const { range } = problem
  const { line, column } = lineColumn(text, range.start)
  return (
    <article class="problem">
      <div class="crumbs">
        <span class={problem.severity === 'error' ? 'failed' : 'running'}>
          <Icon name={problem.severity === 'error' ? 'failed' : 'idle'} /> {problem.severity}
        </span>
        <code>{problem.code}</code>
        <button type="button" onClick={() => app.revealRange(file, [range.start, range.end])}>
          line {line}, column {column}
        </button>
      </div>
      <p>{problem.message}</p>
      <pre>{codeFrame(text, range)}</pre>
      {problem.hint === undefined ? null : <p class="muted">{problem.hint}</p>}
      {app.fixesFor(problem).map((fix) => (
        <button type="button" class="outlined" key={fix.title} onClick={() => app.applyEdits(fix.edits)}>
          {fix.title}
        </button>
      ))}
    </article>
  )
}

function RunFailure({ error }: { error: WireError }) {
  const app = useApp()
  const file = app.runner.file.value
  const text = error.source?.file === app.compose.path.value ? app.compose.text.value : null
  return (
    <article class="problem run-error" aria-label="How the run failed">
      <div class="crumbs">
        <span class="failed">
          <Icon name="failed" /> ended the run
        </span>
        <code>{error.code}</code>
      </div>
      <p>{error.message}</p>
      {error.source === undefined || text === null ? null : <pre>{codeFrame(text, error.source)}</pre>}
      <nav class="crumbs" aria-label="Steps that led here">
        {error.frames.toReversed().map((frame, index) => (
          <span key={`${frame.path}-${frame.component ?? file}`}>
            {index > 0 ? ' › ' : ''}
            <button type="button" onClick={() => app.selectStep(frame.path)}>
              {shortCall(frame.call)}
            </button>
          </span>
        ))}
      </nav>
      {error.hint === undefined ? null : <p class="muted">{error.hint}</p>}
    </article>
  )
}
