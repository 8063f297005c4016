import { useApp } from './app-context.ts'

/** The start state: JSON, or a form of the inputs that the manifest declares. */
export function InputPanel() {
  const app = useApp()
  const { problem } = app.input.value
  const readOnly = app.shared.value !== null
  const fields = app.declaredInputs.value
  const asForm = app.inputAsForm.value && fields.length > 0
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

/** A field per declared input. What is not JSON counts as text. */
function InputForm() {
  const app = useApp()
  const value = app.input.value.value ?? {}
  const set = (name: string, text: string) => {
    const next = { ...value }
    if (text === '') delete next[name]
    else next[name] = parseLoosely(text)
    app.editInput(`${JSON.stringify(next, null, 2)}\n`)
  }
  return (
    <div class="form-fields">
      {app.declaredInputs.value.map(({ name, summary, required }) => (
        <label key={name}>
          <span>
            <code>{name}</code> {required ? <span class="muted">required</span> : null}{' '}
            <span class="muted">{summary}</span>
          </span>
          <input
            type="text"
            class="mono"
            readOnly={app.shared.value !== null}
            value={showLoosely(value[name])}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        </label>
      ))}
    </div>
  )
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function showLoosely(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
