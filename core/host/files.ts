/** What a path names. */
export type FileKind = 'file' | 'directory' | 'symlink'

export interface FileInfo {
  readonly kind: FileKind
  /** Bytes; 0 for directories. */
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly mtime: number
  /** Milliseconds since the epoch; equals `mtime` where the host keeps no change time. */
  readonly ctime: number
}

export interface WriteOptions {
  /** Add to the end instead of replacing. Default false. */
  append?: boolean
  /** Create missing parent folders. Default false: a missing parent is ENOENT. */
  createParents?: boolean
  /** POSIX permission bits, where the host has them. */
  mode?: number
  /**
   * The file is part of a folder that nobody looks at before it is moved to its place. Until `settle` of the folder it
   * may be seen half-written, and a loss of power may take it. Much faster, for many files. Default false.
   */
  draft?: boolean
}

/** An open file that is written in pieces and appears under its path only when it is complete. */
export interface FileSink {
  write(chunk: Uint8Array): Promise<void>
  /** Makes the content visible under the path, replacing what was there. */
  commit(): Promise<void>
  /** Drops what was written; the path keeps what it had. Safe after a failed write, and after commit (no effect). */
  abort(): Promise<void>
}

/**
 * Files of the host.
 *
 * Paths reach a driver absolute, with `/` separators and without `.` or `..` segments. Failures are
 * `KernelError`s with the codes ENOENT, EACCES, EEXIST, EISDIR, ENOTDIR, ENOSPC, EBUSY or EIO; the original is the
 * cause. Calls may overlap; two overlapping writes of one path leave one of the two contents whole, never a mixture.
 */
export interface FilesPort {
  /** Where relative paths start, absolute, without a trailing slash unless it is the root. */
  readonly cwd: string
  /** For people and for the caller: `node`, `opfs`, `indexeddb`, `memory`, `r2`. */
  readonly kind: string
  read(path: string, options?: { signal?: AbortSignal }): Promise<Uint8Array>
  /** Content from the start, in pieces of the host's choosing; opened at the first pull, closed by `return()`. */
  stream(path: string, options?: { chunkSize?: number; signal?: AbortSignal }): AsyncIterable<Uint8Array>
  write(path: string, data: Uint8Array, options?: WriteOptions): Promise<void>
  /** Makes the drafts below the folder last as other files do; absent where there is nothing to be done for it. */
  settle?(folder: string): Promise<void>
  /** Opens a file for writing in pieces; nothing is visible under the path before `commit`. */
  sink(path: string, options?: { createParents?: boolean }): Promise<FileSink>
  /** Direct children, sorted by name (code units). */
  list(path: string): Promise<Array<{ name: string; kind: FileKind }>>
  /** `null` when nothing is there (also when a parent is a file). `follow` default true. */
  info(path: string, options?: { follow?: boolean }): Promise<FileInfo | null>
  /** Creates the folder and its parents; no error when it exists. */
  makeDirectory(path: string): Promise<void>
  /** Removes a file, or a folder with all it holds. No error when it does not exist. */
  remove(path: string): Promise<void>
  /** Moves, replacing a file that is there. */
  rename(from: string, to: string): Promise<void>
  /** The path with every link resolved, or `null` when it does not exist. Hosts without links return the path. */
  realPath(path: string): Promise<string | null>
}
