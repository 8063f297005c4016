import type { Action } from './actions/action.ts'
import { EDITOR_ACTIONS } from './actions/editor-actions.ts'
import { EXPORT_ACTIONS } from './actions/export-actions.ts'
import { PROJECT_ACTIONS } from './actions/project-actions.ts'
import { RUN_ACTIONS } from './actions/run-actions.ts'
import { VIEW_ACTIONS } from './actions/view-actions.ts'

export { perform } from './actions/action.ts'

/** Everything the page can do. */
export const ACTIONS: readonly Action[] = [
  ...RUN_ACTIONS,
  ...VIEW_ACTIONS,
  ...EDITOR_ACTIONS,
  ...PROJECT_ACTIONS,
  ...EXPORT_ACTIONS,
]
