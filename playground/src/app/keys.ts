import { keysOf } from './actions/action.ts'
import { ACTIONS, perform } from './actions.ts'
import type { App } from './app.ts'

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** Whether a key press is what `keys` says: `Mod` is Command on Apple's machines and Control elsewhere. */
function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1)!
  const mod = parts.includes('Mod')
  const hasMod = isApple ? event.metaKey : event.ctrlKey
  if (hasMod !== mod || event.altKey !== parts.includes('Alt')) return false
  // `?` and brackets need Shift on some keyboards: the character counts.
  if (key.length > 1 || /[a-z]/i.test(key)) if (event.shiftKey !== parts.includes('Shift')) return false
  return (
    event.key.toLowerCase() === key.toLowerCase() ||
    (event.altKey && event.code === `Digit${key}`) ||
    (event.altKey && event.code === `Key${key}`)
  )
}

/** Keys as people know them. */
export function showKeys(keys: string): string {
  return isApple
    ? keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '')
    : keys.replace('Mod', 'Ctrl')
}

/** Listens for the keys of all actions. */
export function listenForKeys(app: App): void {
  addEventListener(
    'keydown',
    (event) => {
      if (document.querySelector('dialog[open]') !== null) return
      const inText =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable="true"]') !== null
      const action = ACTIONS.find(
        (one) =>
          one.inEditor !== true && (!inText || one.inText) && keysOf(one).some((keys) => matchesKeys(event, keys)),
      )
      if (action === undefined || action.enabled?.(app) === false) return
      event.preventDefault()
      event.stopPropagation()
      perform(app, action)
    },
    // Before the editor, which has meanings of its own for some of them.
    { capture: true },
  )
}
