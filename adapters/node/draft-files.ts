import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inBatches } from '../../core/in-batches.ts'
import { openWithParents, writeAll } from './atomic-file.ts'
import { withFileErrors } from './node-file-error.ts'

/** Windows flushes only what it may write. */
const TO_FLUSH = process.platform === 'win32' ? 'r+' : 'r'

interface DraftOptions {
  readonly createParents: boolean
  readonly mode: number | undefined
}

/** Writes a file in place and lets the system choose when it reaches the disk. */
export function writeDraft(path: string, data: Uint8Array, options: DraftOptions): Promise<void> {
  return withFileErrors(path, async () => {
    const handle = await openWithParents(path, { flags: 'w', asked: path, ...options })
    try {
      if (options.mode !== undefined) await handle.chmod(options.mode)
      await writeAll(handle, data)
    } finally {
      await handle.close()
    }
  })
}

/**
 * Flushes every file below a folder to the disk. Links are left alone.
 *
 * When all are written already, the system stores them together: much less work than after each.
 */
export async function settleFolder(folder: string): Promise<void> {
  await withFileErrors(folder, async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    await inBatches(files, async (file) => {
      const handle = await open(join(file.parentPath, file.name), TO_FLUSH)
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    })
  })
}
