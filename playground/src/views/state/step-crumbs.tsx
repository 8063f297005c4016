import { Fragment } from 'preact'
import { shortCall } from '../../plan/describe-step.ts'
import { SPAN_KIND } from '../../trace/span-table.ts'
import type { TraceModel } from '../../trace/trace-model.ts'
import { useApp } from '../app-context.ts'

/** The way to an execution from outside: every step a link, between them the slots with their iteration. */
export function StepCrumbs({ model, span }: { model: TraceModel; span: number }) {
  const app = useApp()
  const way: number[] = []
  for (let id = span; id > 0; id = model.spans.parent[id]!) way.unshift(id)
  return (
    <nav class="crumbs" aria-label="Way to the selected step">
      {way.map((id, index) =>
        model.spans.kind[id] === SPAN_KIND.step ? (
          <Fragment key={id}>
            <button
              type="button"
              aria-current={index === way.length - 1 ? 'step' : undefined}
              onClick={() => app.selectSpan(id)}
            >
              {shortCall(model.placeOf(id).call)}
            </button>
          </Fragment>
        ) : (
          <span key={id} class="muted">
            {frameName(model, id)} ›
          </span>
        ),
      )}
    </nav>
  )
}

/** A slot by its name, with the turn of its loop when it is one. */
export function frameName(model: TraceModel, frame: number): string {
  const iteration = model.iterationOf(frame)
  const step = model.spans.parent[frame]!
  const outer = step > 0 ? model.iterationOf(step).length : 0
  const { label } = model.placeOf(frame).parts
  return iteration.length > outer ? `${label} [${iteration.at(-1)}]` : label
}
