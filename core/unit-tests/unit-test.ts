import type { SourceRange } from '../errors/kernel-error.ts'
import type { Dict } from '../values.ts'

/** How closely a mocked result must follow the output schema of what it stands for. */
export const MOCK_CHECKS = ['strict', 'present', 'none'] as const

/**
 * `strict`: the result fits the schema and has no member that the schema does not know. `present`: the members that are
 * there fit theirs. `none`: anything goes.
 */
export type MockCheck = (typeof MOCK_CHECKS)[number]

/** What one call of a mocked component does. */
export type MockAnswer = { readonly kind: 'return'; readonly value: unknown } | ThrownAnswer

export interface ThrownAnswer {
  readonly kind: 'throw'
  readonly code: string
  readonly message: string
  readonly data?: unknown
}

/** A component that a test replaces. */
export interface Mock {
  /** As the test writes it; every version spelling and alias of the component is replaced. */
  readonly id: string
  /** Pointer into the test's file. */
  readonly pointer: string
  /** One answer for every call, or with `inTurn` one per call: a call after the last one fails. */
  readonly answers: readonly MockAnswer[]
  readonly inTurn: boolean
}

/** What a test wants of the error its component ends with; every given member must match. */
export interface WantedError {
  readonly code?: string
  readonly message?: string
  readonly data?: unknown
}

interface TestBase {
  /** Unique in its package. */
  readonly name: string
  readonly description?: string
  readonly tags: readonly string[]
  /** Place of the test in its file. */
  readonly source: SourceRange
  /** Pointer to the test inside its file; empty for a file that is one test. */
  readonly pointer: string
}

/** A declarative test of the component in whose folder it stands (contracts.md 8). */
export interface UnitTest extends TestBase {
  readonly kind: 'unit'
  readonly input: Dict
  /** Either an output or an error is expected. */
  readonly expected: { readonly output: unknown } | { readonly error: WantedError }
  readonly mocks: readonly Mock[]
  readonly mockCheck: MockCheck
  readonly timeoutMs?: number
}

/** A test of a JSON suite: a compose of its own, judged by `tooling/test_checker@1` (contracts.md 7.3). */
export interface SuiteTest extends TestBase {
  readonly kind: 'suite'
  /** Input of the checker. */
  readonly checker: Dict
}

export type TestCase = UnitTest | SuiteTest
