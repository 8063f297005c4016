import { useSignal } from '@preact/signals'
import type { Question } from '../../app/questions.ts'
import { Modal } from '../modal.tsx'

/** A question of the page itself. */
export function QuestionSheet({ question }: { question: Question }) {
  const text = useSignal(question.initial ?? '')
  const problem = question.check?.(text.value) ?? null
  const asksText = question.initial !== undefined
  return (
    <Modal label={question.title} onClose={() => question.answer(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === null) question.answer(text.value)
        }}
        style={{ display: 'grid', gap: '12px' }}
      >
        <h1>{question.title}</h1>
        {asksText ? (
          <label style={{ display: 'grid', gap: '4px' }}>
            {question.text}
            <input
              type="text"
              class="mono"
              value={text.value}
              aria-invalid={problem !== null}
              onInput={(event) => {
                text.value = event.currentTarget.value
              }}
            />
          </label>
        ) : (
          <p style={{ margin: 0 }}>{question.text}</p>
        )}
        {problem === null ? null : (
          <p class="failed" role="alert" style={{ margin: 0 }}>
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="button" class="outlined" onClick={() => question.answer(null)}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={problem !== null}>
            {question.accept}
          </button>
        </div>
      </form>
    </Modal>
  )
}
