import { shortCall } from '../plan/describe-step.ts'
import { type CaughtError, caughtErrors, errorFate, errorOf } from '../run/error-fate.ts'
import type { TraceModel } from '../trace/trace-model.ts'
import { useApp } from './app-context.ts'
import { CodeMeaning } from './code-meaning.tsx'
import { fateWords } from './fate-words.ts'
import { Icon } from './icons.tsx'

/** Errors of the last run that a `try` took: no problems, but worth knowing. Nothing when there are none. */
export function CaughtList() {
  const app = useApp()
  app.runner.version.value
  const model = app.runner.model.value
  const caught = caughtErrors(model)
  if (caught.length === 0) return null
  return (
    <section aria-label="Caught errors">
      {caught.map((error) => (
        <CaughtRow key={`${error.from} ${error.to}`} caught={error} model={model} />
      ))}
    </section>
  )
}

function CaughtRow({ caught, model }: { caught: CaughtError; model: TraceModel }) {
  const app = useApp()
  const { from, count } = caught
  const span = lastFailure(model, from)
  const error = span === undefined ? undefined : errorOf(model, span)
  if (span === undefined || error === undefined) return null
  return (
    <article class="problem">
      <div class="crumbs">
        <span class="muted">
          <Icon name="done" /> {fateWords(model, errorFate(model, span))}
          {count > 1 ? ` ${count.toLocaleString('en')} times` : ''}
        </span>
        <CodeMeaning code={error.code} />
        <button type="button" onClick={() => app.selectSpan(span)}>
          {shortCall(model.placeOf(span).call)}
        </button>
      </div>
      <p>{error.message}</p>
    </article>
  )
}

function lastFailure(model: TraceModel, path: string): number | undefined {
  const spans = model.place(path)?.spans
  for (let at = (spans?.length ?? 0) - 1; at >= 0; at--) {
    const id = spans!.at(at)
    if (errorOf(model, id) !== undefined) return id
  }
  return undefined
}
