import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { DeclaredInput } from '../../../core/manifest/declared-inputs.ts'
import { readField, showField } from '../../../core/manifest/input-field.ts'
import { useApp } from './app-context.ts'

/** A field per input that the manifest declares. */
export function InputForm() {
  const app = useApp()
  const value = app.input.value.value ?? {}
  const set = (name: string, item: unknown) => {
    const { [name]: _old, ...others } = value
    // Fields keep their place: the text should not jump while one is filled in.
    const next = item === undefined ? others : { ...value, [name]: item }
    app.editInput(`${JSON.stringify(next, null, 2)}\n`)
  }
  return (
    <div class="form-fields">
      {app.declaredInputs.value.map((input) => (
        <InputField
          key={input.name}
          input={input}
          value={Object.hasOwn(value, input.name) ? value[input.name] : undefined}
          readOnly={app.shared.value !== null}
          onValue={(item) => set(input.name, item)}
        />
      ))}
    </div>
  )
}

interface InputFieldProps {
  readonly input: DeclaredInput
  readonly value: unknown
  readonly readOnly: boolean
  readonly onValue: (value: unknown) => void
}

function InputField({ input, value, readOnly, onValue }: InputFieldProps) {
  const id = useId()
  /** What is being typed; it need not be a value yet. */
  const draft = useSignal<string | null>(null)
  const { name, summary, required, kind, choices, fallback } = input
  const shown = kind === 'choice' ? choiceText(value) : showField(input, value)
  const hint = fallback === undefined ? kind : `${JSON.stringify(fallback)} when empty`
  return (
    <div class="field">
      <label for={id}>
        <code>{name}</code> {required ? <span class="muted">required</span> : null} <span class="muted">{summary}</span>
      </label>
      {kind === 'choice' ? (
        <select
          id={id}
          disabled={readOnly}
          value={shown}
          onChange={(event) => onValue(readField(input, event.currentTarget.value))}
        >
          <option value="">{fallback === undefined ? '' : hint}</option>
          {optionsOf(choices, value).map((choice) => (
            <option key={choiceText(choice)} value={choiceText(choice)}>
              {typeof choice === 'string' ? choice : choiceText(choice)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="text"
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          class="mono"
          spellcheck={false}
          placeholder={hint}
          readOnly={readOnly}
          value={draft.value ?? shown}
          onInput={(event) => {
            draft.value = event.currentTarget.value
            onValue(readField(input, event.currentTarget.value))
          }}
          onBlur={() => {
            draft.value = null
          }}
        />
      )}
    </div>
  )
}

/** The choices, and the value that is there when it is none of them. */
function optionsOf(choices: readonly unknown[], value: unknown): readonly unknown[] {
  const isThere = value === undefined || choices.some((choice) => choiceText(choice) === choiceText(value))
  return isThere ? choices : [...choices, value]
}

function choiceText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value)
}
