import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../../../adapters/memory/index.ts'
import { joinPath } from '../../paths/join-path.ts'
import type { OperatorCall } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { StreamManager } from '../../streams/stream-manager.ts'
import type { Dict } from '../../values.ts'
import { isolatedCall } from './isolated-call.ts'

/** A call with a host in memory and streams, for unit tests of contracts that need them. */
export interface MemoryCall {
  readonly host: MemoryHost
  readonly call: OperatorCall
  readonly streams: StreamManager
  /** Runs a contract; a failure rejects, also one that comes at once. */
  run(contract: NativeComponent, input?: Dict): Promise<unknown>
}

export function createMemoryCall(options: MemoryHostOptions = {}): MemoryCall {
  const host = createMemoryHost({ seed: 1, ...options })
  const streams = new StreamManager(host)
  const call = isolatedCall({
    host,
    streams,
    signal: new AbortController().signal,
    ensureNotCancelled: () => {},
    resolvePath: (path) => joinPath(host.files.cwd, path),
  })
  return { host, call, streams, run: async (contract, input = {}) => contract.run(input, call) }
}
