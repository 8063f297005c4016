import type { ClockPort } from '../../core/host/clock.ts'
import { createTimerClock } from './memory-clock.ts'
import { createMemoryHttp, type MemoryAnswer, type MemoryHttp } from './memory-http.ts'
import { createMemoryListen, type MemoryListen } from './memory-listen.ts'

/** HTTP in memory, both ways: what `listen` opens is what `http` reaches, besides the answers of its table. */
export function createMemoryNetwork(
  answers: readonly MemoryAnswer[],
  clock: ClockPort = createTimerClock(),
): { readonly http: MemoryHttp; readonly listen: MemoryListen } {
  const listen = createMemoryListen(clock)
  return { listen, http: createMemoryHttp(answers, clock, listen) }
}
