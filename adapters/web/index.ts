/** Ports on web standards alone: what a page, a worker of a page and a Cloudflare Worker have in common. */
export { createConsoleLog, type LogConsole } from './console-log.ts'
export { createFetchHttp, type FetchHttpOptions } from './fetch-http.ts'
export { createFetchListen, type FetchListen } from './fetch-listen.ts'
export { createWebHash } from './web-hash.ts'
export { createWebRandom } from './web-random.ts'
