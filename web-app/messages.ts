import type { DeclaredInput } from '../core/manifest/declared-inputs.ts'

/** What the page and the worker of an application tell each other. */

export interface AppDescription {
  readonly id: string
  readonly summary: string
  readonly fields: readonly DeclaredInput[]
}

export interface RunMessage {
  readonly type: 'run'
  readonly input: Readonly<Record<string, unknown>>
}

export type WorkerMessage =
  | { readonly type: 'ready'; readonly app: AppDescription }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'result'; readonly text: string }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly help?: string | undefined }
