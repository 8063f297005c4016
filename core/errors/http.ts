import { defineErrors } from './define-errors.ts'

export const httpErrors = defineErrors({
  http_status: {
    meaning: 'A download was answered with a status outside 200 to 299.',
    fix: 'Check the URL; data.status has the status.',
  },
  http_too_many_redirects: {
    meaning: 'The answer redirected too often, or in a circle.',
    fix: 'Check the URL, or set followRedirects to false and look at the answer.',
  },
  http_invalid_redirect: {
    meaning: 'The answer redirects to something that is not HTTP.',
    fix: 'Check the URL, or set followRedirects to false and look at the answer.',
  },
  http_body_too_large: {
    meaning: 'The answer has a larger body than maxBytes allows.',
    fix: 'Raise maxBytes, or use responseMode stream.',
  },
  http_invalid_request: {
    meaning: 'URL, method, header or body of a request is not valid.',
    fix: 'Correct what the message names.',
  },
  http_credentials_missing: {
    meaning: 'The secret that auth names is not set, or the run may not read it.',
    fix: 'Set the environment variable and grant it with --allow-env.',
  },
})
