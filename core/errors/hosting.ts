import { defineErrors } from './define-errors.ts'

export const hostingErrors = defineErrors({
  http_route_duplicate: {
    meaning: 'Two routes of one HTTP host have the same method and path.',
    fix: 'Change the path or the basePath of one of them.',
  },
  http_sequence_not_found: {
    meaning: 'A route names a sequence that its project does not have.',
    fix: 'Give the project a sequence of that id, or correct sequenceId.',
  },
  http_host_unknown: {
    meaning: 'A handle belongs to no HTTP host that this run has open.',
    fix: 'Pass the handle that env/http_host gave, once.',
  },
  http_handler_invalid: {
    meaning: 'The handler of a sequence lacks what its type needs, or has an unknown type.',
    fix: 'Correct the handler as the message says.',
  },
  http_response_invalid: {
    meaning: 'A handler answered with something that is no HTTP response.',
    fix: 'Answer with status, headers and body, as docs/runtime.md says under HTTP hosts.',
  },
})
