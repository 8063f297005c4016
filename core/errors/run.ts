import { defineErrors } from './define-errors.ts'

export const runErrors = defineErrors({
  unexpected_error: { meaning: 'Something failed without a code of its own.', fix: 'Read the message and the cause.' },
  cancelled: {
    meaning: 'The run was stopped by its user, a deadline or a signal.',
    fix: 'Nothing, unless it was not meant to stop.',
  },
  timed_out: {
    meaning: 'A component did not finish within its deadline.',
    fix: 'Raise timeoutMs in its hints, or make it do less.',
  },
  budget_exceeded: {
    meaning: 'The run used more steps, depth, time, memory or tasks than its budget allows.',
    fix: 'Look for an endless loop or raise the budget.',
  },
  slot_execution_failed: {
    meaning: 'A slot run by run_slot failed with an error that had no code.',
    fix: 'Read the message.',
  },
  LCOD_SLOT_NOT_FOUND: {
    meaning: 'A component asked for a slot that the step does not have.',
    fix: 'Add the slot to the step.',
  },
  input_validation_failed: {
    meaning: 'The input does not fit the declared schema of the component.',
    fix: 'Compare the input with the schema.',
  },
  output_validation_failed: {
    meaning: 'The output does not fit the declared schema of the component.',
    fix: 'Correct the component or its schema.',
  },
})
