import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { useApp } from './app-context.ts'

export interface SplitProps {
  /** Under this name the size is remembered. */
  readonly id: string
  readonly label: string
  readonly direction: 'row' | 'column'
  /** Share of the first pane in percent. */
  readonly initial: number
  readonly stacking?: boolean
  readonly children: [ComponentChildren, ComponentChildren]
}

const LEAST = 10
const STEP = 2

/** Two panes with a separator that mouse, touch and keys move; a double click puts it back. */
export function Split({ id, label, direction, initial, stacking = false, children }: SplitProps) {
  const { panes } = useApp().settings
  const box = useRef<HTMLDivElement>(null)
  const size = panes.value[id] ?? initial
  const set = (value: number) => {
    panes.value = { ...panes.value, [id]: Math.round(Math.min(100 - LEAST, Math.max(LEAST, value)) * 10) / 10 }
  }
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || box.current === null) return
    const { left, top, width, height } = box.current.getBoundingClientRect()
    set(direction === 'row' ? ((event.clientX - left) / width) * 100 : ((event.clientY - top) / height) * 100)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key]
    if (by !== undefined) set(size + by)
    else if (event.key === 'Home') set(LEAST)
    else if (event.key === 'End') set(100 - LEAST)
    else return
    event.preventDefault()
  }
  return (
    <div class={`split ${direction} ${stacking ? 'stacking' : ''}`} ref={box}>
      <div class="pane" style={{ '--share': size }}>
        {children[0]}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that is moved by keys has no element of its own */}
      <div
        class="separator"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(size)}
        aria-valuemin={LEAST}
        aria-valuemax={100 - LEAST}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDblClick={() => set(initial)}
        onKeyDown={press}
      />
      <div class="pane" style={{ '--share': 100 - size }}>
        {children[1]}
      </div>
    </div>
  )
}
