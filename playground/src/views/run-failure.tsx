import type { WireError } from '../../../adapters/browser/kernel/wire-error.ts'
import { codeFrame } from '../../../core/errors/code-frame.ts'
import { ACTIONS, perform } from '../app/actions.ts'
import { shortCall } from '../plan/describe-step.ts'
import { useApp } from './app-context.ts'
import { CodeMeaning } from './code-meaning.tsx'
import { Icon } from './icons.tsx'

/** How the last run failed: where, on the way through which steps, and what can be done. */
export function RunFailure({ error }: { error: WireError }) {
  const app = useApp()
  const file = app.runner.file.value
  const text = app.runner.text.value
  const isOfFile = error.source?.file === file
  return (
    <article class="problem run-error" aria-label="How the run failed">
      <div class="crumbs">
        <span class="failed">
          <Icon name="failed" /> ended the run
        </span>
        <CodeMeaning code={error.code} />
      </div>
      <p>{error.message}</p>
      {error.source === undefined || !isOfFile ? null : <pre>{codeFrame(text, error.source)}</pre>}
      {isOfFile && text !== app.compose.text.value ? <p class="muted">The compose has changed since</p> : null}
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
      {error.code === 'permission_denied' ? <AskAgain /> : <p class="muted">{error.hint}</p>}
    </article>
  )
}

/** The kernel's own hint names a flag of the command line. */
function AskAgain() {
  const app = useApp()
  if (app.isFramed) return <p class="muted">Open it in the playground: inside another page a run is granted nothing</p>
  const run = ACTIONS.find(({ id }) => id === 'run')
  return (
    <p>
      <button type="button" class="outlined" onClick={() => run !== undefined && perform(app, run)}>
        Run again, and be asked again
      </button>
    </p>
  )
}
