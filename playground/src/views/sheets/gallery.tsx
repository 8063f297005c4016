import { useSignal } from '@preact/signals'
import { EXAMPLES } from '../../app/examples.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

/** The examples, to be found by title, goal and operator. */
export function Gallery() {
  const app = useApp()
  const query = useSignal('')
  const close = () => {
    app.sheet.value = null
  }
  const wanted = query.value.toLowerCase()
  const shown = EXAMPLES.filter(({ title, goal, tags }) =>
    [title, goal, ...tags].join(' ').toLowerCase().includes(wanted),
  )
  return (
    <Modal label="Examples" onClose={close}>
      <h1>Examples</h1>
      <input
        type="search"
        aria-label="Search examples"
        placeholder="Search by title or operator"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
        }}
      />
      <div class="gallery">
        {shown.map((example) => (
          <button
            type="button"
            key={example.name}
            onClick={() => {
              close()
              app.openExample(example).catch((error) => app.tell(error))
            }}
          >
            <strong>{example.title}</strong>
            <span class="muted">{example.goal}</span>
            <span class="tag">{example.tags.join(' · ')}</span>
          </button>
        ))}
      </div>
      <CloseButton onClose={close} />
    </Modal>
  )
}
