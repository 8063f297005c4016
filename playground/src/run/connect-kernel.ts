import { createKernelClient, type KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import type { TraceBatch } from '../trace/trace-batch.ts'
import { isTraceMessage } from '../worker/trace-line.ts'

/**
 * A kernel in a worker on a workspace, and the line on which it sends the events of its runs.
 *
 * @param onBatch told each batch, before the answer of the run that it belongs to.
 */
export function connectKernel(
  startWorker: () => Worker,
  onBatch: (batch: TraceBatch) => void,
  workspace: string,
): KernelClient {
  return createKernelClient({
    workspace,
    startWorker: () => {
      const worker = startWorker()
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isTraceMessage(data)) onBatch(data.batch)
      })
      return worker
    },
  })
}
