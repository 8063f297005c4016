import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ACTIONS, perform } from '../../app/actions.ts'
import { showKeys } from '../../app/keys.ts'
import { shortCall } from '../../plan/describe-step.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { placeLabel } from '../preview-text.ts'
import { matchesWords } from './matches-words.ts'

interface Choice {
  readonly title: string
  readonly note: string
  /** Of what is chosen or switched: whether it is so now. */
  readonly isOn?: boolean
  readonly run: () => void
}

/** A list to choose from by typing: commands, files or steps. */
export function Palette({ kind }: { kind: 'palette' | 'files' | 'steps' }) {
  const app = useApp()
  const query = useSignal('')
  const at = useSignal(0)
  const choices = useComputed((): Choice[] => {
    return allChoices(app, kind)
      .filter(({ title, note }) => matchesWords(`${title} ${note}`, query.value))
      .slice(0, 100)
  }).value
  const close = () => {
    app.sheet.value = null
  }
  const take = (choice: Choice | undefined) => {
    close()
    choice?.run()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') at.value = Math.min(choices.length - 1, at.value + 1)
    else if (event.key === 'ArrowUp') at.value = Math.max(0, at.value - 1)
    else if (event.key === 'Enter') take(choices[at.value])
    else return
    event.preventDefault()
  }
  const label = { palette: 'Commands', files: 'Files', steps: 'Steps' }[kind]
  useEffect(() => {
    document.getElementById(`choice-${at.value}`)?.scrollIntoView({ block: 'nearest' })
  }, [at.value])
  return (
    <Modal label={label} onClose={close} class="palette">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls="choices"
        aria-activedescendant={choices.length > 0 ? `choice-${at.value}` : undefined}
        placeholder={label}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
          at.value = 0
        }}
        onKeyDown={press}
      />
      <div role="listbox" id="choices" aria-label={label}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above has the keys
          <div
            key={`${choice.title}${choice.note}`}
            id={`choice-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at.value}
            onClick={() => take(choice)}
          >
            <span>
              {choice.title}
              {choice.isOn === true ? <span class="is-on"> · now</span> : null}
            </span>
            <span class="keys muted">{choice.note}</span>
          </div>
        ))}
      </div>
      {choices.length === 0 ? <p class="muted">Nothing fits</p> : null}
    </Modal>
  )
}

function allChoices(app: ReturnType<typeof useApp>, kind: 'palette' | 'files' | 'steps'): Choice[] {
  if (kind === 'files') {
    const files = app.entries.value.filter((entry) => entry.kind === 'file')
    return files.map(({ path }) => ({
      title: path,
      note: '',
      run: () => void app.open(path).catch((error) => app.tell(error)),
    }))
  }
  if (kind === 'steps') {
    const steps = [...(app.compose.tree.value?.steps() ?? [])]
    return steps.map((step) => ({
      title: `${shortCall(step.call)} ${step.summary}`,
      note: placeLabel(step.path, []),
      run: () => app.selectStep(step.path),
    }))
  }
  return ACTIONS.filter((action) => action.id !== 'palette' && action.enabled?.(app) !== false).map((action) => ({
    title: action.title,
    note: action.keys === undefined ? '' : showKeys(action.keys),
    isOn: action.isOn?.(app) === true,
    run: () => perform(app, action),
  }))
}
