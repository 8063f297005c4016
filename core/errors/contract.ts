import { defineErrors } from './define-errors.ts'

export const contractErrors = defineErrors({
  invalid_input: {
    meaning: 'An input of a contract has the wrong type or value.',
    fix: 'Compare the input with the contract page.',
  },
  value_too_deep: {
    meaning: 'A value is nested in more levels than a contract follows, or contains itself.',
    fix: 'Build flatter data; look for a value that was put into itself.',
  },
  value_too_large: {
    meaning: 'A value has more parts than a contract follows.',
    fix: 'Handle less data at once, or a stream; look for a value that holds the same part many times.',
  },
})
