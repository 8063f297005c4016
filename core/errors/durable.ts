import { defineErrors } from './define-errors.ts'

export const durableErrors = defineErrors({
  durable_invalid_run_id: {
    meaning: 'The id of a durable run has characters that not every store can keep.',
    fix: 'Use up to 100 letters, digits, dots, dashes and underscores, beginning with a letter or a digit.',
  },
  durable_run_busy: {
    meaning: 'Another run, or another process, works on the durable run.',
    fix: 'Wait until it is over, or choose another run id.',
  },
  durable_run_unknown: {
    meaning: 'The store has no durable run of that id.',
    fix: 'List the runs of the store, and check that it is the store meant.',
  },
  durable_compose_changed: {
    meaning: 'The compose, or a component it calls, is no longer what the durable run began with.',
    fix: 'Bring back the compose of before, or start the run anew.',
  },
  durable_input_changed: {
    meaning: 'The run, or a step of it, has another input than the one in the journal.',
    fix: 'Give the input of before, or start the run anew.',
  },
  durable_value_not_journalable: {
    meaning: 'A step of a durable run gave or got something that is not plain JSON, such as a stream.',
    fix: 'Read the stream inside one step, or run the compose without a journal.',
  },
  durable_entry_too_large: {
    meaning: 'What a step gave is larger than an entry of the store may be.',
    fix: 'Write it to a file and hand on its path, or use a store with larger entries.',
  },
  durable_step_not_resumable: {
    meaning: 'A step of a durable run opens something that ends with the process, such as a server.',
    fix: 'Run the compose without a journal.',
  },
  durable_journal_damaged: {
    meaning: 'The journal of a durable run cannot be read.',
    fix: 'Start the run anew, or bring back the journal from a copy.',
  },
  durable_store_failed: {
    meaning: 'The journal of a durable run could not be written; the run was ended at once.',
    fix: 'Read the cause, and resume the run when it is gone.',
  },
})
