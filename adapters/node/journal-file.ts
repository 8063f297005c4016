import { constants } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { journalDamaged } from '../../core/durable/run-id.ts'
import type { StoredJournal } from '../../core/host/store.ts'
import { withFileErrors } from './node-file-error.ts'

/** Of its owner alone: a journal holds whatever the steps of a run gave. */
const MODE = 0o600
const NEWLINE = 10

interface ReadJournal {
  readonly entries: readonly string[]
  /** Bytes up to the end of the last whole line. */
  readonly length: number
}

/**
 * Reads a journal: a line for each append, which holds the checksum of the rest of the line, and the entries with tabs
 * between them (JSON has none).
 *
 * A last line that is not whole was being written when the process or the machine ended: it counts as not written.
 *
 * @throws {KernelError} `durable_journal_damaged` when any other line is not what was written; ENOENT and other codes of
 * files.
 */
export async function readJournalFile(path: string, run: string): Promise<ReadJournal> {
  const bytes = await withFileErrors(path, () => readFile(path))
  const entries: string[] = []
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    const line = bytes.subarray(start, end)
    const body = line.subarray(9)
    if (line.length < 9 || line.toString('latin1', 0, 9) !== `${checksum(body)} `) {
      if (end === bytes.length - 1) break
      throw journalDamaged(run, `the line at byte ${start} is not what was written`)
    }
    if (body.length > 0) entries.push(...body.toString('utf8').split('\t'))
    start = end + 1
  }
  return { entries, length: start }
}

/**
 * Opens a journal for appending; a torn last line is cut off. Each append is one line, written and flushed as a whole.
 *
 * @param onClose Called once.
 */
export async function openJournalFile(
  path: string,
  run: string,
  { fresh, onClose }: { readonly fresh: boolean; readonly onClose: () => Promise<void> },
): Promise<StoredJournal> {
  // Not for appending: Windows cuts nothing off a file that was opened so.
  const handle = await withFileErrors(path, () => open(path, constants.O_RDWR | constants.O_CREAT, MODE))
  try {
    const { entries, length } = fresh ? { entries: [], length: 0 } : await readJournalFile(path, run)
    await withFileErrors(path, async () => {
      await handle.truncate(length)
      await handle.sync()
    })
    return new JournalFile({ path, handle, entries, length, onClose })
  } catch (error) {
    await handle.close()
    throw error
  }
}

class JournalFile implements StoredJournal {
  readonly entries: readonly string[]
  readonly #path: string
  readonly #handle: FileHandle
  readonly #onClose: () => Promise<void>
  #length: number
  #closed = false

  constructor(parts: {
    readonly path: string
    readonly handle: FileHandle
    readonly entries: readonly string[]
    readonly length: number
    readonly onClose: () => Promise<void>
  }) {
    this.entries = parts.entries
    this.#path = parts.path
    this.#handle = parts.handle
    this.#onClose = parts.onClose
    this.#length = parts.length
  }

  async append(entries: readonly string[]): Promise<void> {
    if (entries.length === 0) return
    const body = Buffer.from(entries.join('\t'), 'utf8')
    await withFileErrors(this.#path, async () => {
      const line = Buffer.concat([Buffer.from(`${checksum(body)} `), body, Buffer.of(NEWLINE)])
      for (let from = 0; from < line.length; ) {
        const { bytesWritten } = await this.#handle.write(line, from, line.length - from, this.#length + from)
        from += bytesWritten
      }
      await this.#handle.datasync()
      this.#length += line.length
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await withFileErrors(this.#path, () => this.#handle.close())
    await this.#onClose()
  }
}

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0')
}
