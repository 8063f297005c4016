import { defineErrors } from './define-errors.ts'

export const unitTestErrors = defineErrors({
  mock_exhausted: {
    meaning: 'A test called a component more often than the sequence of its mock has answers.',
    fix: 'Add answers to the sequence, or use one answer for every call.',
  },
  unmocked_call: {
    meaning: 'Under strict mocks, a test called a component that reaches outside and has no mock.',
    fix: 'Add the component to the mocks of the test, or run without --strict-mocks.',
  },
})
