import type { WireError } from '../../../adapters/browser/kernel/wire-error.ts'
import type { Dict } from '../../../core/values.ts'

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'done'; readonly output: Dict }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'stopped'; readonly error: WireError }

export type RunState = { readonly kind: 'idle' } | { readonly kind: 'running'; readonly stopping: boolean } | RunEnd
