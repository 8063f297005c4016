import { defineErrors } from './define-errors.ts'

export const streamErrors = defineErrors({
  stream_invalid_handle: {
    meaning: 'The stream input is not a handle.',
    fix: 'Pass the whole handle that a contract gave.',
  },
  stream_unknown_handle: {
    meaning: 'The stream is closed or belongs to another run.',
    fix: 'Read it before it is closed, in the same run.',
  },
  stream_timeout: { meaning: 'No chunk arrived in time.', fix: 'Raise timeoutMs.' },
  stream_failed: {
    meaning: 'The source of the stream failed while it was read or closed.',
    fix: 'Read the cause.',
  },
})
