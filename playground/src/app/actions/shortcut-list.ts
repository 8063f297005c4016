import { type Action, keysOf } from './action.ts'
import { EDITOR_ACTIONS } from './editor-actions.ts'
import { RUN_ACTIONS } from './run-actions.ts'
import { VIEW_ACTIONS } from './view-actions.ts'

/** Something that keys do, and the keys: each as `showKeys` takes them, or in words. */
export interface Shortcut {
  readonly title: string
  readonly keys: readonly string[]
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

/** All keys, by where they work. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  { title: 'Run', shortcuts: ofActions(RUN_ACTIONS) },
  { title: 'Page', shortcuts: ofActions(VIEW_ACTIONS) },
  {
    title: 'Editor',
    shortcuts: [
      ...ofActions(EDITOR_ACTIONS),
      { title: 'Go to the definition of what is clicked', keys: ['Mod+Click'] },
      { title: 'Mark the step of a line', keys: ['Click beside the line'] },
      { title: 'Leave the editor', keys: ['Escape', 'then Tab'] },
    ],
  },
  {
    title: 'Graph',
    shortcuts: [
      { title: 'From step to step', keys: ['↑', '↓'] },
      { title: 'Open and close a step', keys: ['→', '←'] },
      { title: 'Select the step', keys: ['Enter'] },
      { title: 'Previous and next turn of a loop', keys: [',', '.'] },
    ],
  },
  {
    title: 'Timeline',
    shortcuts: [
      { title: 'Zoom in and out', keys: ['W', 'S'] },
      { title: 'Move left and right', keys: ['A', 'D'] },
      { title: 'Show the selected step', keys: ['F'] },
      { title: 'Show the whole run', keys: ['0'] },
      { title: 'Measure the selected step', keys: ['M'] },
      { title: 'Search steps', keys: ['/'] },
    ],
  },
  {
    title: 'Slider',
    shortcuts: [
      { title: 'Previous and next event', keys: ['←', '→'] },
      { title: 'Previous and next step of the same slot', keys: ['Shift+←', 'Shift+→'] },
      { title: 'Next and previous bookmark', keys: ['Page up', 'Page down'] },
      { title: 'Start and end of the run', keys: ['Home', 'End'] },
    ],
  },
]

function ofActions(actions: readonly Action[]): Shortcut[] {
  return actions.map((action) => ({ title: action.title, keys: keysOf(action) })).filter(({ keys }) => keys.length > 0)
}
