import type { WholeValue } from '../../app/whole-value.ts'
import { useApp } from '../app-context.ts'
import { downloadFile } from '../download.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

/** Characters that a page shows without trouble; the file has more of them. */
const SHOWN = 200_000

/** A value of the run, whole. */
export function ValueSheet() {
  const app = useApp()
  const whole = app.wholeValues.shown.value
  return whole === null ? null : <Whole whole={whole} />
}

function Whole({ whole }: { whole: WholeValue }) {
  const app = useApp()
  const { name, state } = whole
  const close = () => app.wholeValues.close()
  return (
    <Modal label={`Value of ${name}`} class="value-sheet" onClose={close}>
      <h1>
        Value of <span class="mono">{name}</span>
      </h1>
      {state === 'loading' ? <p class="muted">The kernel is asked for it</p> : null}
      {state === 'gone' ? (
        <p>It is not there any more: the newest large values of a run are kept until the next run begins.</p>
      ) : null}
      {typeof state === 'string' ? (
        <CloseButton onClose={close} />
      ) : (
        <>
          <textarea
            class="value-text mono"
            aria-label={`Text of ${name}`}
            readOnly
            rows={24}
            value={state.text.slice(0, SHOWN)}
          />
          <p class="muted">
            {state.length > SHOWN ? `${SHOWN.toLocaleString('en')} of ` : ''}
            {state.length.toLocaleString('en')} characters
          </p>
          <div class="buttons">
            <button
              type="button"
              class="outlined"
              onClick={() =>
                navigator.clipboard.writeText(state.text).then(
                  () => app.tell(`The value of ${name} was copied`),
                  (error) => app.tell(error),
                )
              }
            >
              Copy
            </button>
            <button
              type="button"
              class="outlined"
              onClick={() => downloadFile({ name: `${name}.json`, type: 'application/json', parts: [state.text] })}
            >
              Download
            </button>
            <button type="button" class="outlined" onClick={close}>
              Close
            </button>
          </div>
        </>
      )}
    </Modal>
  )
}
