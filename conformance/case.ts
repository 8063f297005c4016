/** One conformance case, as its YAML file writes it. `case.schema.json` is the same shape for editors and the loader. */

import type { Limits } from '../core/kernel-api.ts'
import type { Permissions } from '../core/permissions/permissions.ts'
import type { Dict } from '../core/values.ts'

/** Answer of the case's HTTP port; the first entry whose method and URL fit is used. */
export interface CaseHttpAnswer {
  /** Any method when absent. */
  readonly method?: string
  readonly url: string
  /** Default 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly delayMs?: number
  /** Error code: the exchange fails with it instead of answering. */
  readonly fail?: string
}

/** A compose component that is registered before the run. */
export interface CaseComponent {
  readonly id: string
  readonly compose: readonly unknown[]
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly slots?: readonly string[]
  readonly hints?: { readonly timeoutMs?: number; readonly retries?: number; readonly idempotent?: boolean }
  /** Object schemas of the whole input and output. */
  readonly inputSchema?: Dict
  readonly outputSchema?: Dict
}

/** What relative ids of the root compose mean (engine.md 4.6). */
export interface CasePackage {
  /** Path of the package's id, without `lcod://` and version. */
  readonly basePath: string
  readonly version: string
  readonly aliasMap?: Readonly<Record<string, string>>
}

export interface ExpectedError {
  readonly code?: string
  /** The exact text. */
  readonly message?: string
  readonly messageIncludes?: string
  readonly data?: unknown
  /** Position in `text`, from 1. */
  readonly line?: number
  readonly column?: number
  /** Pointer of the innermost failing step. */
  readonly path?: string
}

export interface ExpectedProblem {
  readonly code: string
  readonly line?: number
  readonly column?: number
  readonly pointer?: string
  readonly severity?: 'error' | 'warning'
}

export interface CaseBody {
  /** What is shown: symbol and behaviour. Unique within its file. */
  readonly name: string
  /** Where the rule stands: `engine.md 3.2`. */
  readonly spec: string
  readonly compose?: readonly unknown[]
  readonly text?: string
  readonly format?: 'yaml' | 'json'
  readonly input?: Dict
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly expectFiles?: Readonly<Record<string, string | null>>
  readonly env?: Readonly<Record<string, string>>
  readonly http?: readonly CaseHttpAnswer[]
  readonly components?: readonly CaseComponent[]
  readonly package?: CasePackage
  readonly bindings?: Readonly<Record<string, string>>
  readonly permissions?: Permissions
  readonly limits?: Partial<Limits>
  readonly timeoutMs?: number
  /** The run is cancelled when this trace line appears: cancellation at an exact place, whatever the host's speed. */
  readonly cancelAt?: string
  readonly needs?: readonly string[]
  /** Why the trace depends on timing; it is left out of the trace hash. */
  readonly traceVaries?: string
  readonly expect?: unknown
  readonly expectPartial?: Dict
  readonly expectError?: ExpectedError
  readonly expectProblems?: readonly ExpectedProblem[]
  readonly expectLogs?: readonly Dict[]
  readonly expectKernelLogs?: readonly Dict[]
  readonly expectTrace?: readonly string[]
  /** Work units of each script, in the order in which they end. */
  readonly expectFuel?: readonly number[]
}

export interface ConformanceCase extends CaseBody {
  /** `flow/foreach: runs else once when the list is empty`; unique over all files. */
  readonly id: string
}

/** Where an expectation does not care about the value, only that there is one. */
export const ANY = '<any>'
/** Where an expectation wants no such key. */
export const ABSENT = '<absent>'
