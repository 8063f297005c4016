import type { App } from '../app.ts'
import { type Action, isOwn } from './action.ts'

/** What the editor does at its cursor. The editor listens for these keys itself; the palette presses them. */
export const EDITOR_ACTIONS: readonly Action[] = [
  inEditor('definition', 'Go to the definition of what stands at the cursor', 'F12'),
  { ...inEditor('quick-fix', 'Quick fix for the line', 'Mod+.'), enabled: isOwn },
  { ...inEditor('rename', 'Rename a state key everywhere', 'F2'), enabled: isOwn },
  inEditor('next-problem', 'Next problem in the text', 'F8'),
  inEditor('find', 'Find and replace in the text', 'Mod+F'),
  { ...inEditor('complete', 'Complete what is being written', 'Ctrl+Space'), enabled: isOwn },
  { ...inEditor('comment', 'Turn the lines into comments, or back', 'Mod+/'), enabled: isOwn },
]

function inEditor(id: string, title: string, keys: string): Action {
  return { id, title, keys, inEditor: true, run: (app: App) => app.editor.peek()?.press(keys) }
}
