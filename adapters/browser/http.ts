import type { HttpPort } from '../../core/host/http.ts'
import { createFetchHttp } from '../web/index.ts'

/**
 * HTTP by the page's `fetch`, without the user's cookies and without telling which page asks.
 *
 * Browsers don't say why a request failed, so that pages cannot probe networks: all failures are HTTP_REQUEST_FAILED.
 */
export function createBrowserHttp(): HttpPort {
  return createFetchHttp({
    init: { credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors' },
    hint: 'The address may be wrong, the network down, or the server sends no CORS headers for this page',
  })
}
