import { ROW, type TimelineRow } from '../../geometry/timeline-rows.ts'
import { Icon } from '../icons.tsx'
import { HEAD } from './paint-timeline.ts'

interface RowLabelsProps {
  readonly rows: readonly TimelineRow[]
  readonly closed: ReadonlySet<string>
  readonly scroll: number
  readonly height: number
  readonly onToggle: (path: string) => void
}

/** The names of the rows that are seen, beside the drawing; those with rows inside open and close. */
export function RowLabels({ rows, closed, scroll, height, onToggle }: RowLabelsProps) {
  const seen = rows.filter((row) => row.top + row.height >= scroll && row.top - scroll < height - HEAD)
  return (
    <div class="row-labels">
      <div class="labels-inside" style={{ top: `${HEAD}px` }}>
        {seen.map((row) => (
          <div
            key={row.path}
            class="row-label"
            style={{
              top: `${row.top - scroll}px`,
              height: `${row.height + ROW.gap}px`,
              paddingLeft: `${4 + Math.min(8, row.level) * 10}px`,
            }}
            title={`${row.owner} ${row.label}`.trim()}
          >
            {row.collapsible ? (
              <button
                type="button"
                aria-expanded={!closed.has(row.path)}
                aria-label={`Rows inside ${row.owner} ${row.label}`}
                onClick={() => onToggle(row.path)}
              >
                <Icon name={closed.has(row.path) ? 'closed' : 'open'} />
              </button>
            ) : (
              <span class="no-toggle" />
            )}
            <span class="owner">
              {row.owner} <span class="muted">{row.label}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
