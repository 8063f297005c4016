import type { Preview } from '../../../../core/trace/events.ts'
import { WholeValues } from '../../app/whole-value.ts'
import { useApp } from '../app-context.ts'
import { previewLine } from '../preview-text.ts'

/** A value as one line; one that does not fit can be opened whole. */
export function ValueText({ name, preview, limit }: { name: string; preview: Preview; limit: number }) {
  const app = useApp()
  const line = previewLine(preview, limit)
  const fits = 'value' in preview && !line.endsWith('…')
  if (fits || !WholeValues.has(preview)) return <>{line}</>
  return (
    <>
      {line}{' '}
      <button
        type="button"
        class="whole"
        aria-label={`Show all of ${name}`}
        onClick={() => app.wholeValues.show(name, preview)}
      >
        Show all
      </button>
    </>
  )
}
