import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { readDrop } from '../import/read-drop.ts'
import { useApp } from './app-context.ts'

/** Takes what is dropped anywhere on the page; while something hovers, it says what can be dropped. */
export function DropZone() {
  const app = useApp()
  const hovering = useSignal(false)
  useEffect(() => {
    const listening = new AbortController()
    // Before the editor, which would put the text of a file where it falls.
    const options = { capture: true, signal: listening.signal }
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      hovering.value = true
    }
    const leave = (event: DragEvent) => {
      // From one element to the next is no leaving.
      if (event.relatedTarget === null) hovering.value = false
    }
    const drop = (event: DragEvent) => {
      hovering.value = false
      if (!hasFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      event.stopPropagation()
      readDrop(event.dataTransfer)
        .then((picked) => app.imports.take(picked))
        .catch((error) => app.tell(error))
    }
    addEventListener('dragenter', over, options)
    addEventListener('dragover', over, options)
    addEventListener('dragleave', leave, options)
    addEventListener('drop', drop, options)
    return () => listening.abort()
  }, [app, hovering])
  return hovering.value ? <div class="drop-here">Drop files, folders, a zip, a project file or a trace</div> : null
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}
