import type { WireError } from '../../../adapters/browser/kernel/wire-error.ts'
import { codeFrame } from '../../../core/errors/code-frame.ts'
import { shortCall } from '../plan/describe-step.ts'
import { useApp } from './app-context.ts'
import { CaughtList } from './caught-list.tsx'
import { Icon } from './icons.tsx'
import { ProblemsOfFile } from './problems-of-file.tsx'

/** What the checks found, file by file, and how the last run failed. */
export function ProblemsView() {
  const app = useApp()
  const files = app.checks.byFile.value
  const state = app.runner.state.value
  const failed = state.kind === 'failed' ? state.error : null
  return (
    <div class="content">
      {files.length === 0 && failed === null ? <p class="empty">No problems</p> : null}
      {failed === null ? null : <RunFailure error={failed} />}
      {files.map((found) => (
        <ProblemsOfFile key={found.file} found={found} />
      ))}
      <CaughtList />
    </div>
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
