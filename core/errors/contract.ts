import { defineErrors } from './define-errors.ts'

export const contractErrors = defineErrors({
  invalid_input: { meaning: 'An input of a contract has the wrong type or value.', fix: 'Compare the input with the contract page.' },
})
