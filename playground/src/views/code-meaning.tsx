import { useSignal } from '@preact/signals'
import type { ErrorEntry } from '../../../core/errors/define-errors.ts'
import { useApp } from './app-context.ts'

/** A code of a problem, which opens to what it means and what can be done. */
export function CodeMeaning({ code }: { code: string }) {
  const app = useApp()
  const meaning = useSignal<ErrorEntry | null | undefined>(undefined)
  const load = () => {
    if (meaning.value !== undefined) return
    import('./meaning-of.ts').then(
      ({ meaningOf }) => {
        meaning.value = meaningOf(code)
      },
      (error) => app.tell(error),
    )
  }
  return (
    <details class="code-meaning" onToggle={load}>
      <summary title="What it means">
        <code>{code}</code>
      </summary>
      {meaning.value === undefined ? null : meaning.value === null ? (
        <p>The kernel has no such code: a step of this project throws it</p>
      ) : (
        <p>
          {meaning.value.meaning} {meaning.value.fix}
        </p>
      )}
    </details>
  )
}
