/** What the page and the worker of an application tell each other. */

/** An input as the form asks for it. */
export interface FormField {
  readonly name: string
  readonly summary: string
  readonly required: boolean
  /** `json` for whatever has no field of its own. */
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'json'
  /** For `choice`: the values as JSON. */
  readonly choices: readonly string[]
}

export interface AppDescription {
  readonly id: string
  readonly summary: string
  readonly fields: readonly FormField[]
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
