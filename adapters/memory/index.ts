/** The memory host: for tests, examples and wherever nothing may be touched. */

export type { MemoryBody } from './memory-body.ts'
export { createSteppingClock, createTimerClock, type SteppingClock } from './memory-clock.ts'
export { createMemoryEnv } from './memory-env.ts'
export { createMemoryFiles, type MemoryFiles, type MemoryFilesOptions } from './memory-files.ts'
export { createMemoryHost, type MemoryHost, type MemoryHostOptions } from './memory-host.ts'
export { createMemoryHttp, type MemoryAnswer, type MemoryHttp } from './memory-http.ts'
export { createMemoryListen, type MemoryListen, type MemoryRequest } from './memory-listen.ts'
export { createMemoryNetwork } from './memory-network.ts'
export { createMemoryRandom } from './memory-random.ts'
export { createMemoryStore, type MemoryStore } from './memory-store.ts'
