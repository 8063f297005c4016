import components from 'virtual:components'
import { useSignalEffect } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { App } from '../../app/app.ts'
import { shortCall } from '../../plan/describe-step.ts'
import { stepKinds } from '../../plan/step-kinds.ts'
import type { Place } from '../../trace/place.ts'
import { useApp } from '../app-context.ts'
import { keptState } from '../kept-state.ts'
import { placeLabel } from '../preview-text.ts'
import { Measured } from './measured.tsx'
import { paintTimeline } from './paint-timeline.ts'
import { RowLabels } from './row-labels.tsx'
import { matcherOf } from './search-steps.ts'
import { StepTip } from './step-tip.tsx'
import { TimelinePointer } from './timeline-pointer.ts'
import type { Scene } from './timeline-scene.ts'
import { TimelineState } from './timeline-state.ts'
import { TimelineTools } from './timeline-tools.tsx'

const kindOf = stepKinds(components)
const stateOf = (app: App) => new TimelineState(app)

/** The run as a flame chart: a row per step list, lanes for what ran at the same time. */
export function Timeline() {
  const app = useApp()
  const canvas = useRef<HTMLCanvasElement>(null)
  const search = useRef<HTMLDivElement>(null)
  const frame = useRef(0)
  const state = keptState(app, stateOf)
  const pointer = useMemo(() => new TimelinePointer(app, state), [app, state])

  useSignalEffect(() => {
    // Everything the picture is made of is read here, so that a change of any of it draws once, before the next frame.
    app.runner.version.value
    app.settings.theme.value
    const { span, seq } = app.selection.current.value
    const scene = state.scene.value
    const { model, axis } = scene
    const picture = {
      ...scene,
      ...state.size.value,
      overview: state.overview.value,
      scroll: state.scroll.value,
      selectedSpan: span,
      moment: axis === 'time' ? model.events.timeAt(seq) : seq,
      measure: state.measure.value,
      kindOf,
      matches: matcherOf(state.query.value),
    }
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => canvas.current && paintTimeline(canvas.current, picture))
  })

  const { span: selected } = app.selection.current.value
  useEffect(() => {
    if (!app.selection.live.peek() && selected >= 0) state.follow(selected)
  }, [app, state, selected])

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      state.size.value = { width: element.clientWidth, height: element.clientHeight }
    })
    observer.observe(element)
    // Not passive: the page must not scroll or zoom with it.
    element.addEventListener('wheel', pointer.wheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', pointer.wheel)
    }
  }, [state, pointer])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/') search.current?.querySelector('input')?.focus()
    else if (!state.press(event.key)) return
    event.preventDefault()
  }
  app.runner.version.value
  const scene = state.scene.value
  const { width, height } = state.size.value
  const tip = state.tip.value
  return (
    <div class="timeline" ref={search}>
      <TimelineTools state={state} scene={scene} />
      <div class="drawing">
        <RowLabels
          rows={scene.rows}
          closed={state.closed.value}
          scroll={state.scroll.value}
          height={height}
          onToggle={(path) => state.toggle(path)}
        />
        <div class="bars">
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the drawing is worked with keys of its own */}
          <canvas
            ref={canvas}
            tabIndex={0}
            role="application"
            aria-label={describeTimeline(scene, app.selection.current.value.span)}
            aria-roledescription="timeline"
            data-lanes={scene.rows.map((row) => row.lanes).join()}
            onKeyDown={press}
            onPointerDown={pointer.down}
            onPointerMove={pointer.move}
            onPointerUp={pointer.up}
            onPointerLeave={pointer.leave}
            onDblClick={() => state.showSelected()}
          />
          <Measured state={state} scene={scene} />
          {tip === null ? null : <StepTip model={scene.model} tip={tip} width={width} />}
        </div>
      </div>
    </div>
  )
}

function describeTimeline({ model, rows }: Scene, selected: number): string {
  let slowest: Place | undefined
  for (const place of model.places) if (place.call !== '' && place.total > (slowest?.total ?? -1)) slowest = place
  const most = slowest === undefined ? '' : `; most time in ${shortCall(slowest.call)}`
  const chosen =
    selected < 0 ? '' : `; selected: ${placeLabel(model.placeOf(selected).path, model.iterationOf(selected))}`
  return `Timeline of ${model.steps} steps in ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${most}${chosen}. W and S zoom, A and D move, F shows the selected step, M measures it`
}
