import { ByteQueue } from '../../core/bytes/byte-queue.ts'
import { fileError } from '../../core/errors/file-error.ts'
import type { FileSink } from '../../core/host/files.ts'
import type { R2BucketLike, R2Part, R2Upload } from './r2-bucket.ts'

/** R2 takes parts of 5 MiB and more, all of one size but the last. */
const PART_SIZE = 8 * 1024 * 1024

/**
 * A file written in pieces: kept in memory up to one part, then uploaded in parts that become visible together.
 *
 * @param options.prepare checks that the file can stand at the path, before it becomes visible.
 */
export function createR2Sink(
  bucket: R2BucketLike,
  key: string,
  { path, prepare }: { path: string; prepare: () => Promise<void> },
): FileSink {
  const waiting = new ByteQueue()
  const parts: R2Part[] = []
  let upload: R2Upload | undefined
  let open = true

  const ensureOpen = () => {
    if (!open) throw fileError('EIO', path, new Error('The sink is closed'))
  }
  const uploadPart = async (bytes: Uint8Array) => {
    upload ??= await bucket.createMultipartUpload(key)
    parts.push(await upload.uploadPart(parts.length + 1, bytes))
  }

  return {
    async write(chunk) {
      ensureOpen()
      waiting.push(chunk.slice())
      while (waiting.size >= PART_SIZE) await uploadPart(waiting.take(PART_SIZE))
    },
    async commit() {
      ensureOpen()
      await prepare()
      if (upload === undefined) {
        await bucket.put(key, waiting.takeAll())
      } else {
        if (waiting.size > 0) await uploadPart(waiting.takeAll())
        await upload.complete(parts)
      }
      open = false
    },
    async abort() {
      if (!open) return
      open = false
      waiting.clear()
      await upload?.abort()
    },
  }
}
