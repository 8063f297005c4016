import { type EditorView, runScopeHandlers } from '@codemirror/view'

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** Does in an editor what keys do there, such as `Mod+F`, and puts the cursor into it. */
export function pressKeys(view: EditorView, keys: string): void {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const hasMod = parts.includes('Mod')
  view.focus()
  const event = new KeyboardEvent('keydown', {
    key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key,
    ctrlKey: parts.includes('Ctrl') || (hasMod && !isApple),
    metaKey: hasMod && isApple,
  })
  runScopeHandlers(view, event, 'editor')
}
