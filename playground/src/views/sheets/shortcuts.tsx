import { useSignal } from '@preact/signals'
import { SHORTCUTS } from '../../app/actions/shortcut-list.ts'
import { showKeys } from '../../app/keys.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'
import { matchesWords } from './matches-words.ts'

/** All keys, by where they work. */
export function Shortcuts() {
  const app = useApp()
  const query = useSignal('')
  const close = () => {
    app.sheet.value = null
  }
  const shown = SHORTCUTS.map(({ title, shortcuts }) => ({
    title,
    shortcuts: shortcuts.filter((one) => matchesWords(`${title} ${one.title} ${one.keys.join(' ')}`, query.value)),
  })).filter(({ shortcuts }) => shortcuts.length > 0)
  return (
    <Modal label="Keyboard shortcuts" class="wide" onClose={close}>
      <h1>Keyboard shortcuts</h1>
      <input
        type="search"
        aria-label="Search shortcuts"
        placeholder="Search by what is done"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
        }}
      />
      <div class="shortcut-groups">
        {shown.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.title}>
                  <dt>{shortcut.title}</dt>
                  <dd>
                    {shortcut.keys.map((keys) => (
                      <kbd key={keys}>{showKeys(keys)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {shown.length === 0 ? <p class="muted">No shortcut fits</p> : null}
      <p class="muted">
        <a href="./THIRD-PARTY-NOTICES.txt" target="_blank" rel="noopener">
          Licences of what this page is made of
        </a>
      </p>
      <CloseButton onClose={close} />
    </Modal>
  )
}
