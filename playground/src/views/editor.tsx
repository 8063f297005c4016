import { useEffect, useRef } from 'preact/hooks'
import { mountEditor } from '../editor/mount-editor.ts'
import { useApp } from './app-context.ts'

/** The file that is open. */
export function Editor() {
  const app = useApp()
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => (holder.current === null ? undefined : mountEditor(app, holder.current)), [app])
  return (
    <>
      <div class="editor" ref={holder} />
      {app.ready.value && app.document.path.value === '' ? <NothingOpen /> : null}
    </>
  )
}

/** Covers the editor when there is no file that it could show. */
function NothingOpen() {
  const app = useApp()
  return (
    <div class="empty nothing-open">
      <p>No file is open. Begin with an example, or make a file of your own</p>
      <button
        type="button"
        class="outlined"
        onClick={() => {
          app.sheet.value = 'gallery'
        }}
      >
        Choose an example
      </button>
    </div>
  )
}
