/**
 * What page and kernel worker say to each other. Every request has an id; its answer carries the same id.
 *
 * Only structured data crosses: no functions, no class instances.
 */
import type { ComposeFormat } from '../../../core/compose/parse-compose.ts'
import type { GitProgress } from '../../../core/host/git.ts'
import type { Limits, RecordingOptions } from '../../../core/kernel-api.ts'
import type { Permissions } from '../../../core/permissions/permissions.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import type { Dict } from '../../../core/values.ts'
import type { WireError } from './wire-error.ts'

/** The workspace that a worker opens once. */
export interface OpenRequest {
  /** Letters, digits, `-` and `_`. */
  readonly workspace: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What Git's requests go through, named by the user. */
  readonly corsProxy?: string
}

/** Where the files are kept, and why nowhere better. */
export interface StorageInfo {
  readonly kind: string
  readonly persistent: boolean
  readonly refused: ReadonlyArray<{ readonly kind: string; readonly reason: string }>
}

/** One run of a compose document. */
export interface RunRequest {
  readonly text: string
  /** Name for messages and code frames. */
  readonly file: string
  readonly format?: ComposeFormat
  readonly input?: Dict
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly bindings?: Readonly<Record<string, string>>
  readonly permissions?: Permissions
  readonly limits?: Partial<Limits>
  readonly timeoutMs?: number
  /** Send trace events. Default false: nothing is paid. */
  readonly trace?: boolean
  /** How much of a run is traced. */
  readonly recording?: Pick<RecordingOptions, 'detail' | 'waits'>
  /** What Git's requests of the run go through, named by the user. */
  readonly corsProxy?: string
}

/** A repository whose files are to be put into the workspace. */
export interface ImportRequest {
  /** `http:` or `https:`. */
  readonly url: string
  /** Branch, tag or 40-hex commit; the remote's default branch when absent. */
  readonly ref?: string
  /** The one folder of the repository that is wanted, relative; all when absent. */
  readonly folder?: string
  /** Absolute folder of the workspace; must be free. */
  readonly dest: string
  readonly corsProxy?: string
}

/** What was imported. */
export interface ImportResult {
  /** 40-hex commit. */
  readonly commit: string
  /** `refs/heads/x` or `refs/tags/x`; absent for a bare commit. */
  readonly ref?: string
}

/** A value that a trace shows only the beginning of. */
export interface LargeValue {
  /** JSON with line breaks: all of it, or its beginning. */
  readonly text: string
  /** Characters of all of it. */
  readonly length: number
}

/** What a run wants and was not granted. */
export interface PermissionQuestion {
  readonly kind: keyof Permissions
  /** A path, a host, a name. */
  readonly value: string
  /** The step that asks. */
  readonly path?: string
}

/** File operations by name: arguments and result. Paths as the files port wants them. */
export interface FileOperations {
  read: { args: [path: string]; result: Uint8Array }
  write: {
    args: [path: string, data: Uint8Array, options?: { append?: boolean; createParents?: boolean }]
    result: undefined
  }
  list: { args: [path: string]; result: Array<{ name: string; kind: 'file' | 'directory' | 'symlink' }> }
  info: {
    args: [path: string]
    result: { kind: 'file' | 'directory' | 'symlink'; size: number; mtime: number; ctime: number } | null
  }
  makeDirectory: { args: [path: string]; result: undefined }
  remove: { args: [path: string]; result: undefined }
  rename: { args: [from: string, to: string]; result: undefined }
}

export type FileOperation = {
  [Name in keyof FileOperations]: { readonly name: Name; readonly args: FileOperations[Name]['args'] }
}[keyof FileOperations]

export type PageMessage =
  | { readonly type: 'open'; readonly id: number; readonly request: OpenRequest }
  | { readonly type: 'run'; readonly id: number; readonly request: RunRequest }
  | { readonly type: 'import'; readonly id: number; readonly request: ImportRequest }
  /** Asks run or import `id` to end; it then fails as cancelled. */
  | { readonly type: 'cancel'; readonly id: number; readonly reason: string }
  | { readonly type: 'files'; readonly id: number; readonly operation: FileOperation }
  | { readonly type: 'permission'; readonly question: number; readonly granted: boolean }
  /** Asks for a value of the last run, by the `ref` of its preview. */
  | { readonly type: 'value'; readonly id: number; readonly ref: number }

export type WorkerMessage =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: WireError }
  /** Events of run `id` in order; the last batch comes before the run's answer. */
  | { readonly type: 'events'; readonly id: number; readonly events: readonly TraceEvent[] }
  /** How far import `id` is. */
  | { readonly type: 'progress'; readonly id: number; readonly progress: GitProgress }
  | { readonly type: 'permission'; readonly id: number; readonly question: number; readonly asked: PermissionQuestion }
  /** Nobody waits for the answer to a question of run `id` any more. */
  | { readonly type: 'withdrawn'; readonly id: number; readonly question: number }

/** One end of the line: a `Worker`, a worker's own scope, or a `MessagePort` that was started. */
export interface MessageLine {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}
