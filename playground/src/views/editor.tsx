import { useEffect, useRef } from 'preact/hooks'
import { mountEditor } from '../editor/mount-editor.ts'
import { useApp } from './app-context.ts'

/** The file that is open. */
export function Editor() {
  const app = useApp()
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => (holder.current === null ? undefined : mountEditor(app, holder.current)), [app])
  return <div class="editor" ref={holder} />
}
