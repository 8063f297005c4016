import { defineErrors } from './define-errors.ts'

export const composeErrors = defineErrors({
  invalid_compose: { meaning: 'The compose document cannot be run.', fix: 'Correct the step that the message names.' },
})
