import { hostname } from 'node:os'
import type { CacheWorker } from '../../../../core/resolve/work-folders.ts'

/** This process as one that works in a cache. Only processes of this machine can be known to have ended. */
export function cacheWorker(): CacheWorker {
  const machine = hostname().replaceAll(/[^\w-]/g, '-')
  return {
    name: `${machine}-${process.pid}`,
    isGone(name) {
      const pid = /^(.*)-(\d+)$/.exec(name)
      return pid !== null && pid[1] === machine && !isRunning(Number(pid[2]))
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process runs too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
