import { useApp } from './app-context.ts'
import { InputForm } from './input-form.tsx'

/** The start state: JSON, or a form of the inputs that the manifest declares. */
export function InputPanel() {
  const app = useApp()
  const { problem } = app.input.value
  const readOnly = app.shared.value !== null
  const fields = app.declaredInputs.value
  // A form would write over what it cannot read.
  const asForm = app.inputAsForm.value && fields.length > 0 && problem === ''
  return (
    <section class="panel" aria-label="Input">
      <header>
        <h2>Input</h2>
        <span class="spring" />
        {problem === '' ? null : <span class="failed">{problem}</span>}
        {fields.length === 0 ? null : (
          <button
            type="button"
            class="outlined"
            aria-pressed={asForm}
            onClick={() => (app.inputAsForm.value = !asForm)}
          >
            Form
          </button>
        )}
      </header>
      <div class="content">
        {asForm ? (
          <InputForm />
        ) : (
          <textarea
            class="mono"
            aria-label="Input as JSON"
            spellcheck={false}
            readOnly={readOnly}
            style={{ width: '100%', height: '100%', border: 0, resize: 'none', borderRadius: 0 }}
            value={app.inputText.value}
            onInput={(event) => app.editInput(event.currentTarget.value)}
          />
        )}
      </div>
    </section>
  )
}
