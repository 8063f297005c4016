import { useApp } from './app-context.ts'
import { CaughtList } from './caught-list.tsx'
import { ProblemsOfFile } from './problems-of-file.tsx'
import { RunFailure } from './run-failure.tsx'

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
