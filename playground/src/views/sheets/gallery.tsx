import { useSignal } from '@preact/signals'
import { EXAMPLES, type Example } from '../../app/examples.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'
import { ExamplePicture } from './example-picture.tsx'
import { matchesWords } from './matches-words.ts'

/** The examples, chapter by chapter, to be found by title, goal and operator. */
export function Gallery() {
  const app = useApp()
  const query = useSignal('')
  const close = () => {
    app.sheet.value = null
  }
  const open = (example: Example) => {
    close()
    app.openExample(example).catch((error) => app.tell(error))
  }
  const shown = EXAMPLES.filter(({ title, goal, chapter, tags }) =>
    matchesWords([title, goal, chapter, ...tags].join(' '), query.value),
  )
  return (
    <Modal label="Examples" class="wide" onClose={close}>
      <h1>Examples</h1>
      <input
        type="search"
        aria-label="Search examples"
        placeholder="Search by title, idea or operator"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
        }}
      />
      {[...new Set(shown.map(({ chapter }) => chapter))].map((chapter) => (
        <section key={chapter} class="chapter" aria-label={chapter}>
          <h2>{chapter}</h2>
          <div class="gallery">
            {shown
              .filter((example) => example.chapter === chapter)
              .map((example) => (
                <button type="button" key={example.name} onClick={() => open(example)}>
                  <ExamplePicture example={example} />
                  <strong>{example.title}</strong>
                  <span class="muted">{withCode(example.goal)}</span>
                  <span class="tag">{example.tags.join(' · ')}</span>
                </button>
              ))}
          </div>
        </section>
      ))}
      {shown.length === 0 ? <p class="muted">No example fits</p> : null}
      <CloseButton onClose={close} />
    </Modal>
  )
}

/** What stands between backticks is code. */
function withCode(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))
}
